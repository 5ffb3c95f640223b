package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.simplex.SimplexEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chained Simplex under seeded chaos: delays, loss, duplicates, reordering, partitions, crashes and adversaries. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("gradchain.sim.seeds", 1_000);

    static SimulationReport run(Scenario scenario) {
        return Simulation.run(
                scenario, (spec, committee, key, scheme) -> SimplexEngine.create(spec, committee, key, scheme, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void chaosNeverBreaksSafetyAndHealsIntoLiveness(int validators) {

        long views = 0;
        long restarts = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulationReport report = run(Scenario.drawn(seed, validators));
            assertThat(report.good()).as(report.describe()).isTrue();

            views += report.views();
            restarts += report.restarts();
        }
        assertThat(views).isGreaterThan(5L * SEEDS);
        assertThat(restarts).isPositive();
    }

    /** {@code -Dgradchain.sim.seed=S -Dgradchain.sim.n=N}, as a failing run prints it. */
    @Test
    void replaysOneScenario() {
        SimulationReport report =
                run(Scenario.drawn(Long.getLong("gradchain.sim.seed", 1), Integer.getInteger("gradchain.sim.n", 4)));
        assertThat(report.good()).as(report.describe()).isTrue();
    }
}
