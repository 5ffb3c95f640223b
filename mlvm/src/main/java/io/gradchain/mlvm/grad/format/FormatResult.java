package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.List;

/** What became of a source that was to be laid out. */
public sealed interface FormatResult {
    /** The same tokens and comments in the one layout there is. */
    record Formatted(String text) implements FormatResult {}

    /** It cannot be read; at least one error, in the order of the source. */
    record Refused(List<Diagnostic> diagnostics) implements FormatResult {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
