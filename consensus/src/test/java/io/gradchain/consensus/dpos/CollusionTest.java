package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.dpos.lab.DposLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import org.junit.jupiter.api.Test;

/** F4: two of four collude by running twice. Where the chain forks, their votes of one slot name them. */
class CollusionTest {
    @Test
    void aForkByTwoOfFourNamesNobodyElse() {
        int forks = 0;
        for (long seed = 1; seed <= 40; seed++) {
            SimulationReport report =
                    Simulation.run(Scenario.drawn(seed, 4).withTwins(2).withChaos(15_000), new DposLab());
            assertThat(report.guilty())
                    .as(report.describe())
                    .allMatch(
                            words -> words.startsWith("validator 2 signed") || words.startsWith("validator 3 signed"));
            if (report.violations().stream().anyMatch(words -> words.contains("two final blocks"))) {
                forks++;
                assertThat(report.guilty()).as(report.describe()).hasSize(2);
            }
        }
        assertThat(forks).as("seeds that forked").isPositive();
    }
}
