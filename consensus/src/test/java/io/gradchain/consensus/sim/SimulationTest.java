package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.simplex.lab.SimplexLab;
import io.gradchain.consensus.voting.Evidence;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chained Simplex under seeded chaos: delays, loss, duplicates, reordering, partitions, crashes and adversaries. */
class SimulationTest {
    private static final EngineLab LAB = new SimplexLab();

    static SimulationReport run(Scenario scenario) {
        return Simulation.run(scenario, LAB);
    }

    private static SimulationReport good(Scenario scenario) {
        SimulationReport report = run(scenario);
        assertThat(report.good()).as(report.describe()).isTrue();
        return report;
    }

    /** Runs share nothing, so two of them fit two cores. */
    private static void forSeeds(long first, long last, LongConsumer run) {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<?>> halves = List.of(
                    pool.submit(() -> everySecond(first, last, run)),
                    pool.submit(() -> everySecond(first + 1, last, run)));
            for (Future<?> half : halves) {
                half.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e.getCause() == null ? e : e.getCause());
        }
    }

    private static void everySecond(long first, long last, LongConsumer run) {
        for (long seed = first; seed <= last; seed += 2) {
            run.accept(seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void chaosNeverBreaksSafetyAndHealsIntoLiveness(int validators) {
        AtomicLong views = new AtomicLong();
        AtomicLong restarts = new AtomicLong();
        forSeeds(1, 1_000, seed -> {
            SimulationReport report = good(Scenario.drawn(seed, validators));
            views.addAndGet(report.views());
            restarts.addAndGet(report.restarts());
        });
        assertThat(views.get()).isGreaterThan(8_000);
        assertThat(restarts.get()).isGreaterThan(100);
    }

    @Tag("marathon")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 16})
    void chaosNeverBreaksSafetyInTwentyThousandSeeds(int validators) {
        forSeeds(1_001, 1_000 + 20_000 / validators, seed -> good(Scenario.drawn(seed, validators)));
    }

    @Test
    void fiftySeedsWithRealSignatures() {
        forSeeds(1, 50, seed -> good(Scenario.drawn(seed, 4).withRealSignatures()));
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (int validators : new int[] {1, 4, 7}) {
            Scenario scenario = Scenario.drawn(42, validators);
            assertThat(run(scenario).traceHash()).isEqualTo(run(scenario).traceHash());
            assertThat(run(scenario).traceHash())
                    .isNotEqualTo(run(Scenario.drawn(43, validators)).traceHash());
        }
    }

    static List<String> adversaries() {
        return LAB.adversaries();
    }

    @ParameterizedTest
    @MethodSource("adversaries")
    void noAdversaryBreaksAnything(String adversary) {
        for (long seed = 1; seed <= 30; seed++) {
            good(Scenario.drawn(seed, 4).against(adversary));
        }
    }

    /** Evidence names a kind an adversary really commits, and forgeries are penalised. */
    @Test
    void whatCanBeProvenIsProven() {
        assertThat(kinds("equivocator")).contains(Evidence.Kind.DOUBLE_PROPOSE, Evidence.Kind.CONFLICTING_NOTARIZE);
        assertThat(kinds("nullify-and-finalize")).containsOnly(Evidence.Kind.NULLIFY_FINALIZE);
        assertThat(kinds("delayer")).isEmpty();
        assertThat(good(Scenario.drawn(1, 4).against("forger")).penalties())
                .anyMatch(reason -> reason.startsWith("C-62"))
                .anyMatch(reason -> reason.startsWith("C-63"));
    }

    private static List<Evidence.Kind> kinds(String adversary) {
        return LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> good(Scenario.drawn(seed, 4).against(adversary)))
                .flatMap(report -> report.evidence().stream())
                .map(bytes -> Evidence.decode(bytes).kind())
                .distinct()
                .collect(Collectors.toList());
    }

    /** Three message delays to finality, a block every two: the slope is the protocol's, nothing is added. */
    @ParameterizedTest
    @CsvSource({"4,10", "4,40", "7,25"})
    void finalInThreeDelaysAndABlockEveryTwo(int validators, int delay) {
        SimulationReport report = good(Scenario.calm(1, validators, delay, 50));
        assertThat(report.proposeToFinal()).hasSizeGreaterThan(40).allMatch(ms -> ms == 3L * delay);
        assertThat(report.millis()).isBetween(50L * 2 * delay, 56L * 2 * delay + 20);
    }

    /** Node 0 loses power in each of its first turns that persist something, at each point of the turn. */
    @ParameterizedTest
    @EnumSource(value = SimNode.PowerCut.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aPowerCutAtAnyPointOfAnyTurnNeverMakesAValidatorContradictItself(SimNode.PowerCut cut) {
        for (int validators : new int[] {1, 4}) {
            for (int turn = 1; turn <= 40; turn++) {
                SimulationReport report = Simulation.run(Scenario.calm(turn, validators, 10, 40), LAB, cut, turn);
                assertThat(report.good()).as(report.describe()).isTrue();
                assertThat(report.restarts()).isEqualTo(1);
            }
        }
    }

    /** {@code -Dgradchain.sim.seed=S -Dgradchain.sim.n=N}, as a failing run prints it. */
    @Test
    void replaysOneScenario() {
        good(Scenario.drawn(Long.getLong("gradchain.sim.seed", 1), Integer.getInteger("gradchain.sim.n", 4)));
    }
}
