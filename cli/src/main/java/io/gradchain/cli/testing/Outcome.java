package io.gradchain.cli.testing;

import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.List;

/**
 * How a test ended.
 *
 * @param gas of the whole test, the test's own code included
 * @param slopes what gradcheck found, in words
 * @param failures empty if it passed; places are in the file of the test
 */
public record Outcome(String title, long gas, List<String> slopes, List<Diagnostic> failures) {
    public Outcome {
        slopes = List.copyOf(slopes);
        failures = List.copyOf(failures);
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
