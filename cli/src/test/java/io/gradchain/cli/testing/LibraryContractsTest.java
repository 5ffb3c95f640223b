package io.gradchain.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.testing.TestSources.Tests;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.TestCase;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts of the library do what their own tests say, and these reach nearly all of their lines. */
final class LibraryContractsTest {
    private static final int LEAST_PERCENT = 90;

    @ParameterizedTest
    @MethodSource("io.gradchain.mlvm.grad.Library#names")
    void everyTestPassesAndNearlyEveryLineRuns(String name) {
        ContractSource source = ContractSource.named(name);
        TestRunner runner = new TestRunner(source.text(), new TreeMap<>(), new TreeMap<>());
        int ran = 0;
        for (Tests tests : TestSources.of(source)) {
            for (TestCase test : tests.cases()) {
                Outcome outcome = runner.run(test);
                assertThat(outcome.failures())
                        .as(() -> tests.source().frames(outcome.failures()).text())
                        .isEmpty();
                ran++;
            }
        }
        assertThat(ran).isGreaterThan(20);
        Coverage coverage = runner.coverage();
        assertThat(coverage.ran() * 100)
                .as("lines that no test reaches: %s", coverage.missed())
                .isGreaterThanOrEqualTo(coverage.all() * LEAST_PERCENT);
    }
}
