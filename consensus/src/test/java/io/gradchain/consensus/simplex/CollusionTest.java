package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import io.gradchain.consensus.simplex.lab.SimplexLab;
import org.junit.jupiter.api.Test;

/** F4: more than a third colludes. A fork may come of it, and then the disks of the honest name the guilty. */
class CollusionTest {
    private static final EngineLab LAB = new SimplexLab();

    @Test
    void aForkByTwoOfFourNamesBoth() {
        int forks = 0;
        for (long seed = 1; seed <= 60; seed++) {
            SimulationReport report =
                    Simulation.run(Scenario.drawn(seed, 4).withTwins(2).withChaos(10_000), LAB);
            if (report.violations().stream().anyMatch(words -> words.contains("two final blocks"))) {
                forks++;
                assertThat(report.guilty()).as(report.describe()).hasSize(2);
                assertThat(report.guilty().getFirst()).startsWith("validator 2 signed");
                assertThat(report.guilty().getLast()).startsWith("validator 3 signed");
            }
        }
        assertThat(forks)
                .as("seeds in which two colluding validators of four forked the chain")
                .isGreaterThan(5);
    }
}
