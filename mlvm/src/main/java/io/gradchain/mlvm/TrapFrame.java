package io.gradchain.mlvm;

import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.trap.Operand;
import java.util.stream.Collectors;

/** Draws a reading as the compiler draws its errors: place, line, what was marked, values, meaning, hint. */
final class TrapFrame {
    private TrapFrame() {}

    static String text(TrapReading reading) {
        StringBuilder out = new StringBuilder(
                        "error[%s]: ".replace("%s", reading.trap().id()))
                .append(reading.headline())
                .append("\n  --> ")
                .append(reading.contract());
        reading.place()
                .ifPresentOrElse(
                        place -> out.append(":").append(place.span()),
                        () -> reading.function()
                                .ifPresent(name -> out.append(".")
                                        .append(name)
                                        .append(" at instruction ")
                                        .append(reading.pc())));
        if (!reading.rounds().isEmpty()) {
            out.append(", ").append(reading.iterations());
        }
        out.append("\n");
        String margin = reading.place()
                .map(place -> picture(out, place.span(), place.text()))
                .orElse("  | ");
        if (!reading.operands().isEmpty()) {
            out.append(margin)
                    .append("  ")
                    .append(reading.operands().stream().map(Operand::toString).collect(Collectors.joining(", ")))
                    .append("\n");
        }
        reading.reading().ifPresent(text -> out.append("reading: ").append(text).append("\n"));
        return out.append("hint: ").append(reading.hint()).append("\n").toString();
    }

    /** Returns the margin of further lines. */
    private static String picture(StringBuilder out, Span span, String line) {
        String number = Integer.toString(span.line());
        String margin = " ".repeat(number.length()) + " | ";
        out.append(number).append(" | ").append(line.replace('\t', ' ')).append("\n");
        out.append(margin)
                .append(" ".repeat(span.column() - 1))
                .append("^".repeat(span.length()))
                .append("\n");
        return margin;
    }
}
