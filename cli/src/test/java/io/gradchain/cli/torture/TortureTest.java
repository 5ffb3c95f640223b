package io.gradchain.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.terminal.Screen;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tortures in their short forms, on real processes. What must hold on any machine is held; how fast it must be is for
 * {@code gradchain torture} on a machine that does nothing else.
 */
class TortureTest {
    private static final Screen SILENT =
            new Screen(new PrintStream(PrintStream.nullOutputStream()), System.err, false, false, false);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 9;

    @Test
    void killedNodesLoseNothingFinalAndContradictNoVote() {
        killsLoseNothing("pos", 4);
    }

    @ParameterizedTest
    @Tag("marathon")
    @CsvSource({"pos, 8", "dpos, 4", "pow, 4"})
    void killsOfEveryEngineLoseNothingFinal(String engine, int kills) {
        killsLoseNothing(engine, kills);
    }

    private static void killsLoseNothing(String engine, int kills) {
        KillReport report = KillRun.run(new KillPlan(engine, 4, kills, 20, SEED, PATIENCE), SILENT);
        assertThat(report.verdict().violations()).as("seed " + SEED).isEmpty();
        assertThat(report.finalTransactions()).isPositive();
        if (kills >= 8) {
            assertThat(report.early()).as("kills during recovery").isPositive();
        }
        if (!engine.equals("pow")) {
            assertThat(report.votes()).as("votes that were judged").isGreaterThan(kills);
        }
    }

    @Test
    void aPowerCutEverywhereLosesNothingFinal() {
        KillReport report = KillAllRun.run(new KillPlan("pos", 4, 2, 20, SEED, PATIENCE), SILENT);
        assertThat(report.verdict().violations()).as("seed " + SEED).isEmpty();
        assertThat(report.recovery().getLast().times().count()).isEqualTo(2);
    }

    @Test
    void underSteadyLoadThreadsAndDescriptorsDoNotGrow() {
        SoakPlan plan = new SoakPlan("pos", 4, Duration.ofSeconds(20), 6, OptionalInt.of(40), SEED);
        SoakReport report = SoakRun.run(plan, SILENT);
        assertThat(report.verdict().violations()).isEmpty();
        assertThat(report.verdict().goals())
                .filteredOn(goal -> goal.what().startsWith("more "))
                .allMatch(Verdict.Goal::met, "threads and descriptors");
        assertThat(report.nodes()).allSatisfy(node -> {
            assertThat(node.samples()).hasSize(6);
            assertThat(node.samples().getLast().heap()).isPositive();
        });
    }

    @Test
    @Tag("marathon")
    void strangersAtOneNodeKeepNoHonestTransferFromFinality() {
        FloodPlan plan = new FloodPlan("pos", 4, Duration.ofSeconds(5), 10, 10_000, 1_000, 50, 5_000, SEED);
        FloodReport report = FloodRun.run(plan, SILENT);
        assertThat(report.verdict().violations()).isEmpty();
        assertThat(report.attackers()).hasSize(6);
        assertThat(report.banSeconds())
                .as("a peer that sends noise is thrown out")
                .isBetween(0.0, 5.0);
    }
}
