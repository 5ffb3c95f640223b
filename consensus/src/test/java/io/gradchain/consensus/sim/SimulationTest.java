package io.gradchain.consensus.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.simplex.lab.SimplexLab;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.genesis.crypto.Hash;
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

/** Engines under seeded chaos: delays, loss, duplicates, reordering, partitions, crashes and adversaries. */
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

    /** Row F1 of the fault matrix, as {@code gradchain simulate --faults drawn --seeds} runs it. */
    private static void hunt(String engine, long first, long last) {
        EngineLab lab = Labs.find(engine).orElseThrow();
        int[] sizes = {1, 4, 5, 7, 4, 10, 4, 7, 4, 16};
        AtomicLong views = new AtomicLong();
        forSeeds(first, last, seed -> {
            SimulationReport report = Simulation.run(Scenario.drawn(seed, sizes[(int) (seed % sizes.length)]), lab);
            assertThat(report.good()).as(report.describe()).isTrue();
            views.addAndGet(report.views());
        });
        assertThat(views.get()).isGreaterThan(3 * (last - first));
    }

    static List<String> engines() {
        return Labs.NAMES;
    }

    @ParameterizedTest
    @MethodSource("engines")
    void chaosNeverBreaksSafetyAndHealsIntoLiveness(String engine) {
        hunt(engine, 1, 500);
    }

    @Tag("marathon")
    @ParameterizedTest
    @MethodSource("engines")
    void chaosNeverBreaksSafetyInTwentyThousandSeeds(String engine) {
        hunt(engine, 1, 20_000);
    }

    @Test
    void fiftySeedsWithRealSignatures() {
        forSeeds(1, 50, seed -> good(Scenario.drawn(seed, 4).withRealSignatures()));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void theSameSeedGivesTheSameTrace(String engine) {
        EngineLab lab = Labs.find(engine).orElseThrow();
        for (int validators : new int[] {1, 4, 7}) {
            Scenario scenario = Scenario.drawn(42, validators);
            Hash first = Simulation.run(scenario, lab).traceHash();
            assertThat(Simulation.run(scenario, lab).traceHash()).isEqualTo(first);
            assertThat(Simulation.run(Scenario.drawn(43, validators), lab).traceHash())
                    .isNotEqualTo(first);
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
}
