package io.gradchain.mlvm.grad.report;

import io.gradchain.mlvm.grad.report.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what one compilation objects to: at most one error for each line, because a second is often an echo. */
public final class Report {
    private static final int MOST = 100;

    private final List<Diagnostic> found = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        boolean echo = found.stream()
                .anyMatch(d -> d.severity() == diagnostic.severity()
                        && d.span().line() == diagnostic.span().line());
        if (!echo && found.size() < MOST) {
            found.add(diagnostic);
        }
    }

    public boolean refuses() {
        return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }

    /** Whether more would not be shown. */
    public boolean full() {
        return found.size() == MOST;
    }

    /** In the order of the source. */
    public List<Diagnostic> sorted() {
        return found.stream().sorted(Comparator.comparing(Diagnostic::span)).toList();
    }
}
