package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.dpos.lab.DposLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn faults and adversaries by name, in virtual time. */
class DposSimulationTest {
    private static final int SEEDS = Integer.getInteger("gradchain.sim.dpos.seeds", 60);

    private static void isGood(SimulationReport report) {
        assertThat(report.violations()).as(report.describe()).isEmpty();
        assertThat(report.live()).as(report.describe()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 7, 10})
    void drawnScenariosAreSafeAndHeal(int validators) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            isGood(Simulation.run(Scenario.drawn(seed, validators), new DposLab()));
        }
    }

    @Test
    void eachAdversaryAloneIsWithstood() {
        for (String adversary : new DposLab().adversaries()) {
            for (long seed = 1; seed <= 4; seed++) {
                Scenario scenario = Scenario.drawn(seed, 4).against(adversary).withChaos(4_000);
                isGood(Simulation.run(scenario, new DposLab()));
            }
        }
    }

    @Test
    void aSeedGivesTheSameRunTwice() {
        Scenario scenario = Scenario.drawn(3, 7);
        assertThat(Simulation.run(scenario, new DposLab()).describe())
                .isEqualTo(Simulation.run(scenario, new DposLab()).describe());
    }
}
