package io.gradchain.mlvm.grad.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One objection to a source: number, headline, place, further places, and what to do about it.
 *
 * @param label what is said right below the place, may be empty
 * @param hint a change that can be applied, may be empty
 */
public record Diagnostic(
        Severity severity, Code code, String message, Span span, String label, List<Label> labels, String hint) {
    /** Whether the program is refused. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Another place that has to do with it. */
    public record Label(Span span, String text) {}

    public Diagnostic {
        labels = List.copyOf(labels);
    }

    public static Diagnostic error(Code code, Span span, String message) {
        return new Diagnostic(Severity.ERROR, code, message, span, "", List.of(), "");
    }

    public static Diagnostic warning(Code code, Span span, String message) {
        return new Diagnostic(Severity.WARNING, code, message, span, "", List.of(), "");
    }

    public Diagnostic label(String text) {
        return new Diagnostic(severity, code, message, span, text, labels, hint);
    }

    public Diagnostic label(Span where, String text) {
        List<Label> more = new ArrayList<>(labels);
        more.add(new Label(where, text));
        return new Diagnostic(severity, code, message, span, label, more, hint);
    }

    public Diagnostic hint(String text) {
        return new Diagnostic(severity, code, message, span, label, labels, text);
    }
}
