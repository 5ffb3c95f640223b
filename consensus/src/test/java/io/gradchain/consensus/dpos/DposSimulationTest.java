package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.dpos.lab.DposLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import io.gradchain.consensus.sim.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn faults and adversaries by name, in virtual time. */
class DposSimulationTest {
    private static final int SEEDS = Integer.getInteger("gradchain.sim.dpos.seeds", 100);

    private static void isGood(SimulationReport report) {
        assertThat(report.violations()).as(report.describe()).isEmpty();
        assertThat(report.live()).as(report.describe()).isTrue();
    }

    /** Epochs of one block to seven, which elect other members each. */
    private static int epochBlocks(long seed) {
        return 1 + (int) (seed % 7);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 7, 10})
    void drawnScenariosAreSafeAndHeal(int validators) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            isGood(Simulation.run(Scenario.drawn(seed, validators).withEpochs(epochBlocks(seed)), new DposLab()));
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

    @ParameterizedTest
    @EnumSource(value = Split.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void networksThatFallApartComeTogetherAgain(Split split) {
        for (long seed = 1; seed <= 10; seed++) {
            isGood(Simulation.run(
                    Scenario.drawn(seed, 4).against().withSplit(split).withChaos(10_000), new DposLab()));
            isGood(Simulation.run(Scenario.drawn(seed, 7).withSplit(split).withChaos(5_000), new DposLab()));
        }
    }

    @Test
    void twinsOfOneKeyBreakNothing() {
        for (int validators : new int[] {4, 7}) {
            for (long seed = 1; seed <= 20; seed++) {
                isGood(Simulation.run(
                        Scenario.drawn(seed, validators).withTwins(1).withChaos(5_000), new DposLab()));
            }
        }
    }

    @Test
    void skewedClocksMissTheirSlotsOnly() {
        for (int skew : new int[] {500, 10_000, 3_600_000}) {
            for (long seed = 1; seed <= 5; seed++) {
                isGood(Simulation.run(Scenario.drawn(seed, 4).against().withSkews(0, 0, 0, skew), new DposLab()));
            }
        }
    }

    @Test
    void oneOfFourDeadCostsItsSlots() {
        for (long seed = 1; seed <= 10; seed++) {
            isGood(Simulation.run(Scenario.drawn(seed, 4).against().withDead(1), new DposLab()));
        }
    }

    @Test
    void aSeedGivesTheSameRunTwice() {
        Scenario scenario = Scenario.drawn(3, 7);
        assertThat(Simulation.run(scenario, new DposLab()).describe())
                .isEqualTo(Simulation.run(scenario, new DposLab()).describe());
    }
}
