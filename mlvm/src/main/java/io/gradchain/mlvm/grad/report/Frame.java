package io.gradchain.mlvm.grad.report;

import io.gradchain.mlvm.grad.report.Diagnostic.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws diagnostics with the lines they speak of, for a terminal. */
public final class Frame {
    private Frame() {}

    /** All of them, an empty line between, in the order given. */
    public static String text(String file, String source, List<Diagnostic> diagnostics) {
        List<String> lines = source.lines().toList();
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            out.append(out.isEmpty() ? "" : "\n");
            one(out, file, lines, diagnostic);
        }
        return out.toString();
    }

    private static void one(StringBuilder out, String file, List<String> lines, Diagnostic d) {
        out.append(d.severity().name().toLowerCase(Locale.ROOT))
                .append("[")
                .append(d.code())
                .append("]: ")
                .append(d.message())
                .append("\n  --> ")
                .append(file)
                .append(":")
                .append(d.span())
                .append("\n");
        if (d.span().line() <= lines.size()) {
            picture(out, lines.get(d.span().line() - 1), d);
        }
        for (Label label : d.labels()) {
            if (label.span().line() != d.span().line()) {
                out.append("note: line ")
                        .append(label.span().line())
                        .append(": ")
                        .append(label.text())
                        .append("\n");
            }
        }
        if (!d.hint().isEmpty()) {
            out.append("hint: ").append(d.hint()).append("\n");
        }
    }

    private static void picture(StringBuilder out, String line, Diagnostic d) {
        String number = Integer.toString(d.span().line());
        String margin = " ".repeat(number.length()) + " | ";
        out.append(number).append(" | ").append(line.replace('\t', ' ')).append("\n");
        List<Label> here = new ArrayList<>();
        here.add(new Label(d.span(), d.label()));
        d.labels().stream()
                .filter(label -> label.span().line() == d.span().line())
                .forEach(here::add);
        here.sort(Comparator.comparing(Label::span).reversed());
        out.append(margin)
                .append(markers(here, d.span(), line.length()))
                .append(here.getFirst().text().isEmpty() ? "" : " ")
                .append(here.getFirst().text())
                .append("\n");
        for (Label label : here.subList(1, here.size())) {
            if (!label.text().isEmpty()) {
                out.append(margin)
                        .append(" ".repeat(label.span().column() - 1))
                        .append(label.text())
                        .append("\n");
            }
        }
    }

    private static String markers(List<Label> labels, Span main, int width) {
        StringBuilder row = new StringBuilder();
        for (Label label : labels) {
            mark(row, label.span(), width, '-');
        }
        mark(row, main, width, '^');
        return row.toString();
    }

    private static void mark(StringBuilder row, Span span, int width, char sign) {
        int end = Math.max(span.column(), Math.min(width, span.column() + span.length() - 1));
        while (row.length() < end) {
            row.append(' ');
        }
        for (int i = span.column() - 1; i < end; i++) {
            row.setCharAt(i, sign);
        }
    }
}
