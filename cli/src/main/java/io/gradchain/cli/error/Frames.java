package io.gradchain.cli.error;

/**
 * What is said about a source, drawn already.
 *
 * @param text with the lines it is about, for people
 * @param json the same for programs
 */
public record Frames(Kind kind, String text, String json) {
    /** Who says it. */
    public enum Kind {
        /** The compiler, as an array; the problem says how many there are. */
        DIAGNOSTICS,
        /** The machine, as an object; the text is all there is to say. */
        TRAP
    }

    public Frames(String text, String json) {
        this(Kind.DIAGNOSTICS, text, json);
    }
}
