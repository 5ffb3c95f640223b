package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.simplex.lab.SimplexLab;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chained Simplex with short epochs, in which members leave, join and change their weights. */
class EpochTest {
    private static final EngineLab LAB = new SimplexLab();

    private static SimulationReport good(Scenario scenario) {
        SimulationReport report = Simulation.run(scenario, LAB);
        assertThat(report.good()).as(report.describe()).isTrue();
        return report;
    }

    private static int blocks(long seed) {
        return 1 + (int) (seed % 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 9})
    void chaosAcrossEpochsNeverBreaksSafetyAndHealsIntoLiveness(int validators) {
        AtomicLong epochs = new AtomicLong();
        for (long seed = 1; seed <= 100; seed++) {
            SimulationReport report = good(Scenario.drawn(seed, validators).withEpochs(blocks(seed)));
            epochs.addAndGet(report.finalHeight() / blocks(seed));
        }
        assertThat(epochs.get()).isGreaterThan(100);
    }
}
