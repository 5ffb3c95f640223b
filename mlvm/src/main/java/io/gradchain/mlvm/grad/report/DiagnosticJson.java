package io.gradchain.mlvm.grad.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Diagnostics for other programs: one JSON array. */
public final class DiagnosticJson {
    private static final char FIRST_PRINTABLE = ' ';

    private DiagnosticJson() {}

    public static String text(String file, List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(d -> one(file, d)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String one(String file, Diagnostic d) {
        String labels = d.labels().stream()
                .map(label -> "{" + place(label.span()) + ",\"text\":" + quoted(label.text()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"code\":" + quoted(d.code().name())
                + ",\"severity\":" + quoted(d.severity().name().toLowerCase(Locale.ROOT))
                + ",\"message\":" + quoted(d.message())
                + ",\"file\":" + quoted(file)
                + "," + place(d.span())
                + ",\"label\":" + quoted(d.label())
                + ",\"labels\":" + labels
                + ",\"hint\":" + quoted(d.hint()) + "}";
    }

    private static String place(Span span) {
        return "\"line\":" + span.line() + ",\"column\":" + span.column() + ",\"length\":" + span.length();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                out.append("\\u").append(hex(c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private static String hex(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }
}
