package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.simplex.lab.SimplexLab;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the fault matrix (node/RELIABILITY.md) that name one fault at a time, for chained Simplex. */
class FaultMatrixTest {
    private static final EngineLab LAB = new SimplexLab();
    private static final Latency.Uniform USUAL = new Latency.Uniform(5, 50);

    private static SimulationReport good(Scenario scenario) {
        SimulationReport report = Simulation.run(scenario, LAB);
        assertThat(report.good()).as(report.describe()).isTrue();
        return report;
    }

    static Stream<Arguments> adversariesAndSizes() {
        return LAB.adversaries().stream()
                .flatMap(adversary -> Stream.of(4, 7, 10).map(validators -> Arguments.of(adversary, validators)));
    }

    /** F2. */
    @ParameterizedTest
    @MethodSource("adversariesAndSizes")
    void asManyAdversariesAsCanBeBorneStopNothing(String adversary, int validators) {
        String[] all = Collections.nCopies((validators - 1) / 3, adversary).toArray(String[]::new);
        SimulationReport report =
                good(Scenario.drawn(2, validators).against(all).withGoal(new Scenario.Goal(50, 0, 120_000)));
        if (List.of("equivocator", "nullify-and-finalize").contains(adversary)) {
            assertThat(report.evidence()).as(report.describe()).isNotEmpty();
        }
    }

    /** F3. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 7, 10})
    void validatorsThatRunTwiceDivideNobody(int validators) {
        for (long seed = 1; seed <= 50; seed++) {
            good(Scenario.drawn(seed, validators)
                    .withTwins((validators - 1) / 3)
                    .withGoal(new Scenario.Goal(10, 0, 60_000)));
        }
    }

    /** F9: 30 s apart, then final blocks again within max(5 s, 3 · Δcap). */
    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"HALVES", "RING", "BRIDGE", "ONE"})
    void aSplitNetworkHealsAtOnce(Split split) {
        for (int validators : new int[] {4, 7}) {
            Scenario scenario = Scenario.calm(9, validators, 10, 3)
                    .withLatency(USUAL)
                    .withSplit(split)
                    .withChaos(30_000)
                    .withGoal(new Scenario.Goal(3, 0, 5_000));
            SimulationReport report = good(scenario);
            if (split == Split.HALVES && validators == 4) {
                assertThat(report.worstStall()).as("no quorum, nothing final").isGreaterThan(28_000);
            }
        }
    }

    /** F11. */
    @Test
    void halfOfAllMessagesMayBeLostOnSlowLinks() {
        good(Scenario.calm(11, 5, 10, 50)
                .withLatency(new Latency.Uniform(50, 350))
                .withLoss(500, 0)
                .withChaos(Scenario.FOREVER)
                .withGoal(new Scenario.Goal(50, 0, 3_600_000)));
    }

    /** F12: within the tolerance nothing changes; beyond it, a validator's own blocks fail, and the others go on. */
    @ParameterizedTest
    @ValueSource(ints = {500, 10_000, 3_600_000})
    void wrongClocksHarmNobodyElse(int millis) {
        Scenario right = Scenario.calm(12, 4, 20, 50);
        SimulationReport report = good(right.withSkews(0, millis, 0, -millis));
        assertThat(report.worstStall()).as(report.describe()).isLessThan(2_000);
        if (millis <= 500) {
            assertThat(report.millis()).isEqualTo(good(right).millis());
        }
    }

    /**
     * F10: one validator of four is 200 ms away from all others. Three make a quorum without it, so the blocks they lead are
     * final as fast as ever; those it leads itself take their way to it and back.
     */
    @Test
    void oneSlowValidatorSlowsItsOwnBlocksAlone() {
        Scenario healthy = Scenario.calm(10, 4, 10, 200);
        Latency slow = new Latency.OneSlow(healthy.links().latency(), 3, 190);
        SimulationReport full = good(healthy);
        SimulationReport report = good(healthy.withLatency(slow));
        assertThat(percentile(report.proposeToFinal(), 70))
                .isLessThanOrEqualTo(2 * percentile(full.proposeToFinal(), 70));
        assertThat(report.worstStall()).as("no view was given up").isLessThan(500);
    }

    /** F10: one validator stands still for ten seconds, then goes on where it was. */
    @Test
    void aStoppedValidatorIsPassedOverAndComesBack() {
        Scenario stopped = Scenario.calm(10, 4, 10, 20).withSplit(Split.ONE).withChaos(10_000);
        SimulationReport report = good(stopped);
        assertThat(report.finalHeight()).as("blocks went on while it stood").isGreaterThan(100);
        assertThat(report.worstStall()).isLessThanOrEqualTo(600);
    }

    private static long percentile(List<Long> values, int percent) {
        return values.stream().sorted().toList().get(values.size() * percent / 100);
    }

    /** F13: at least 70 % of the blocks of a healthy network in the same time; one pause for the timers, then none. */
    @Test
    void aDeadLeaderIsSkipped() {
        Scenario healthy = Scenario.calm(13, 4, 50, 100);
        SimulationReport full = good(healthy);
        SimulationReport dead = good(healthy.withDead(1));
        assertThat(full.millis()).as(dead.describe()).isGreaterThan(dead.millis() * 7 / 10);
        assertThat(dead.worstStall()).isLessThanOrEqualTo(600);
        assertThat(dead.intervals().stream().filter(ms -> ms > 200).count())
                .as("pauses of %s", dead.intervals())
                .isLessThanOrEqualTo(1);
    }

    /** The same under delays of the world: finality in three of them, which is the point of the engine. */
    @Test
    void validatorsAroundTheWorldAgreeInThreeDelays() {
        Scenario world = Scenario.calm(7, 16, 1, 30).withLatency(new Latency.Steady(new Latency.World()));
        SimulationReport report = good(world);
        assertThat(report.proposeToFinal()).allMatch(ms -> ms < 3 * 180);
    }
}
