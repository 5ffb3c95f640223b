package io.gradchain.consensus.pow.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.Scenario;
import io.gradchain.consensus.sim.Simulation;
import io.gradchain.consensus.sim.SimulationReport;
import io.gradchain.consensus.sim.Split;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proof of work under seeded chaos: after healing all share one head, and its state is the replay of its blocks. */
class PowSimulationTest {
    private static final EngineLab LAB = new PowLab();

    private static SimulationReport good(Scenario scenario) {
        SimulationReport report = Simulation.run(scenario, LAB);
        assertThat(report.good()).as(report.describe()).isTrue();
        return report;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void chaosHealsIntoOneHead(int miners) {
        for (long seed = 1; seed <= 100; seed++) {
            good(Scenario.drawn(seed, miners));
        }
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        Scenario scenario = Scenario.drawn(42, 4);
        assertThat(Simulation.run(scenario, LAB).traceHash())
                .isEqualTo(Simulation.run(scenario, LAB).traceHash());
    }

    static List<String> adversaries() {
        return LAB.adversaries();
    }

    @ParameterizedTest
    @MethodSource("adversaries")
    void noAdversaryBreaksAnything(String adversary) {
        for (long seed = 1; seed <= 20; seed++) {
            good(Scenario.drawn(seed, 4).against(adversary));
        }
    }

    /** Chaos leaves three branches and the withholder's, which has most work and grows faster than it is given up. */
    @Test
    void aWithholderAheadOfAllKeepsNobodyApart() {
        good(Scenario.drawn(7_954, 4).withChaos(LAB.chaosMillis()));
    }

    @Test
    void badBlocksCostTheirSenders() {
        assertThat(penalties("invalid-block")).isNotEmpty().allMatch(reason -> reason.startsWith("C-124"));
        assertThat(penalties("cheap-target")).isNotEmpty().allMatch(reason -> reason.startsWith("C-122"));
        assertThat(penalties("time-warp")).isNotEmpty().allMatch(reason -> reason.startsWith("C-122"));
        assertThat(penalties("selfish")).isEmpty();
    }

    private static List<String> penalties(String adversary) {
        return LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> good(Scenario.drawn(seed, 4).against(adversary)))
                .flatMap(report -> report.penalties().stream())
                .toList();
    }

    /** Both halves mine for 40 blocks; one of them then takes all of its own back. */
    @Test
    void halvesThatMinedApartEndUpTogether() {
        long deepest = 0;
        for (long seed = 1; seed <= 10; seed++) {
            Scenario apart =
                    Scenario.drawn(seed, 4).against().withSplit(Split.HALVES).withChaos(40_000);
            deepest = Math.max(deepest, good(apart).deepestReorg());
        }
        assertThat(deepest).isGreaterThan(5);
    }

    @Test
    void minersLosePowerAtAnyPoint() {
        int restarts = 0;
        for (long seed = 1; seed <= 20; seed++) {
            restarts += good(Scenario.drawn(seed, 4).against().withCrashing(3).withChaos(20_000))
                    .restarts();
        }
        assertThat(restarts).isGreaterThan(20);
    }

    /** Clocks less than 10 s apart; one further ahead makes blocks that wait, as the time warp does. */
    @Test
    void skewedClocksHurtNobody() {
        for (long seed = 1; seed <= 10; seed++) {
            good(Scenario.drawn(seed, 4).against().withSkews(0, 4_900, -4_900, 2_000));
        }
    }
}
