package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.TrapCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Frozen vectors of one operation as text.
 *
 * <pre>
 * line     = argument {" " argument} " = " outcome
 * argument = number | rows "x" cols ":" numbers        cols 0 is a vector
 * outcome  = argument | trap | trap "@" element
 * </pre>
 */
public final class VectorFile {
    /** One line: what goes in and what comes out. */
    public record Line(List<Grid> arguments, Outcome outcome) {}

    private VectorFile() {}

    static String write(Line line) {
        return line.arguments().stream().map(VectorFile::write).collect(Collectors.joining(" "))
                + " = "
                + write(line.outcome());
    }

    /** A number is a grid of no rows. */
    static Grid number(long raw) {
        return new Grid(0, 0, List.of(raw));
    }

    private static String write(Grid g) {
        String raws = g.raws().stream().map(Object::toString).collect(Collectors.joining(","));
        return g.rows() == 0 && !g.raws().isEmpty() ? raws : g.rows() + "x" + g.cols() + ":" + raws;
    }

    private static String write(Outcome o) {
        if (o.trap() != null) {
            return o.element() < 0 ? o.trap().name() : o.trap() + "@" + o.element();
        }
        return write(new Grid(o.rows(), o.cols(), o.raws()));
    }

    public static List<Line> read(String operation) {
        String name = "/vectors/" + operation + ".txt";
        try (InputStream in = VectorFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no frozen vectors " + name);
            }
            List<Line> lines = new ArrayList<>();
            for (String text : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (!text.isEmpty()) {
                    lines.add(line(text));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        int equals = text.indexOf(" = ");
        List<Grid> arguments = Arrays.stream(text.substring(0, equals).split(" ", -1))
                .map(VectorFile::grid)
                .toList();
        String result = text.substring(equals + 3);
        if (Character.isUpperCase(result.charAt(0))) {
            int at = result.indexOf('@');
            return at < 0
                    ? new Line(arguments, Outcome.trap(TrapCode.valueOf(result)))
                    : new Line(
                            arguments,
                            Outcome.trap(
                                    TrapCode.valueOf(result.substring(0, at)),
                                    Integer.parseInt(result.substring(at + 1))));
        }
        Grid g = grid(result);
        return new Line(arguments, new Outcome(null, -1, g.rows(), g.cols(), g.raws()));
    }

    private static Grid grid(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return number(Long.parseLong(text));
        }
        int x = text.indexOf('x');
        String raws = text.substring(colon + 1);
        return new Grid(
                Integer.parseInt(text.substring(0, x)),
                Integer.parseInt(text.substring(x + 1, colon)),
                raws.isEmpty()
                        ? List.of()
                        : Arrays.stream(raws.split(",", -1)).map(Long::valueOf).toList());
    }
}
