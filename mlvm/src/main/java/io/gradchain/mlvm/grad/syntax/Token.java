package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;

/**
 * A word of the source.
 *
 * @param text as written; of a text without its quotes
 */
public record Token(Kind kind, String text, Span span) {
    /** What sort of word it is. */
    public enum Kind {
        NAME,
        NUMBER,
        TEXT,
        SYMBOL,
        NEWLINE,
        INDENT,
        DEDENT,
        END
    }

    /** Whether it is this symbol or word of the language. */
    public boolean is(String wanted) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(wanted);
    }

    /** How a message calls it. */
    public String described() {
        return switch (kind) {
            case NAME, NUMBER, SYMBOL -> "`" + text + "`";
            case TEXT -> "a text";
            case NEWLINE -> "the end of the line";
            case INDENT -> "an indented line";
            case DEDENT -> "the end of the block";
            case END -> "the end of the file";
        };
    }
}
