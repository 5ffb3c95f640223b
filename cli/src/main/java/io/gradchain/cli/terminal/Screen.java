package io.gradchain.cli.terminal;

import io.gradchain.cli.error.Frames;
import io.gradchain.cli.error.Problem;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a command speaks: people get lines as they come, {@code --json} gets exactly one object at the end and silence
 * before it.
 */
public final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;
    private final boolean colour;

    public Screen(PrintStream out, PrintStream err, boolean json, boolean terminal, boolean colour) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal && !json;
        this.colour = colour && !json;
    }

    /** The process's own streams; NO_COLOR (no-color.org) and pipes turn colours off. */
    public static Screen standard(boolean json) {
        boolean terminal = Boolean.getBoolean("gradchain.terminal");
        String noColour = System.getenv("NO_COLOR");
        return new Screen(System.out, System.err, json, terminal, terminal && (noColour == null || noColour.isEmpty()));
    }

    public boolean json() {
        return json;
    }

    /** Whether a person sees this as it comes. */
    public boolean terminal() {
        return terminal;
    }

    /** A line for people. */
    public void line(String text) {
        if (!json) {
            out.println(text);
        }
    }

    public void heading(String text) {
        line("");
        line(bold(text));
    }

    public void table(TextTable table) {
        table.lines().forEach(this::line);
    }

    /** What to do now: every screen ends with it. */
    public void next(String... commands) {
        line("");
        line(bold("Next:") + "  " + String.join("   ·   ", commands));
    }

    /** The one object of {@code --json}. */
    public void result(ObjectNode object) {
        if (json) {
            out.println(object.toPrettyString());
        }
    }

    /** A refusal: in words on stderr, or as the one object. */
    public void problem(Problem problem) {
        problem(problem, Optional.empty());
    }

    /** As {@link #problem(Problem)}, below what is said about the source, or with it as {@code diagnostics} or {@code trap}. */
    public void problem(Problem problem, Optional<Frames> frames) {
        if (json) {
            ObjectNode object = JsonNodeFactory.instance.objectNode().put("ok", false);
            object.putObject("error")
                    .put("code", problem.code())
                    .put("place", problem.place())
                    .put("cause", problem.cause())
                    .put("hint", problem.hint());
            frames.ifPresent(f -> object.set(
                    f.kind().name().toLowerCase(Locale.ROOT),
                    JsonMapper.shared().readTree(f.json())));
            out.println(object.toPrettyString());
            return;
        }
        frames.ifPresent(f -> err.println(f.text()));
        if (frames.filter(f -> f.kind() == Frames.Kind.TRAP).isPresent()) {
            return;
        }
        err.println(
                paint("31;1", "error " + problem.code()) + (problem.place().isEmpty() ? "" : "  " + problem.place()));
        err.println("  " + problem.cause());
        err.println("  hint: " + problem.hint());
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Draws these lines in the place of everything on the terminal; what is longer than a line is cut. */
    public void frame(List<String> lines) {
        int columns = Integer.getInteger("gradchain.columns", 80);
        StringBuilder all = new StringBuilder("\u001b[H");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String shown = line.length() <= columns ? line : line.substring(0, columns);
            all.append(i == 0 ? bold(shown) : shown).append("\u001b[K\r\n");
        }
        out.print(all.append("\u001b[J"));
        out.flush();
    }

    /** Redraws the current line of a terminal; what is longer than the line is cut, since it could not be taken back. */
    void redraw(String text) {
        if (terminal) {
            int columns = Integer.getInteger("gradchain.columns", 80) - 1;
            out.print("\r\u001b[K" + (text.length() <= columns ? text : text.substring(0, columns)));
            out.flush();
        }
    }
}
