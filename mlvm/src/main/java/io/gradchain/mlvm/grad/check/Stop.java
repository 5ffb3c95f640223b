package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;

/** Leaves an expression that is wrong; its error is reported, and nothing else is said of the statement. */
final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Stop() {
        super(null, null, false, false);
    }

    static Stop with(Report report, Diagnostic diagnostic) {
        report.add(diagnostic);
        return new Stop();
    }

    /** For what depends on something whose error is already reported. */
    static Stop silently() {
        return new Stop();
    }
}
