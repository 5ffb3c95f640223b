package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.node.fault.FailPoint;
import io.gradchain.storage.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F8 and F19: real processes, one after the other on one directory, each ended at another place of a turn, or with a disk
 * that is full or slow. Six places are drawn; all of them, ten times each: {@code -Dsurefire.extra=-Dgradchain.passes=10}.
 */
class FailPointTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final long SEED = 8;
    private static final int PASSES = Integer.getInteger("gradchain.passes", 0);
    private static final int DRAWN = 6;

    @TempDir
    private Path directory;

    private final Auditor votes = Labs.find("pos").orElseThrow().auditor(TestChain.spec(1));
    private final List<String> finals = new ArrayList<>();

    @Test
    void whereverTheProcessEndsNothingFinalIsLostAndNoVoteContradicted() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        List<FailPoint> points = new ArrayList<>(List.of(FailPoint.values()));
        Collections.shuffle(points, random);
        for (FailPoint point : PASSES == 0 ? points.subList(0, DRAWN) : points) {
            for (int pass = 0; pass < Math.max(1, PASSES); pass++) {
                String where = point.id() + ":" + random.nextInt(1, 12);
                String story = "seed " + SEED + ", " + where;
                List<String> words = run(story, FailPoint.STATUS, "-D" + FailPoint.PROPERTY + "=" + where);
                assertThat(words).as(story).noneMatch(word -> word.startsWith("halted") || word.startsWith("stuck"));
                check(words, story);
            }
        }
        List<String> last = run("the last life", 0);
        assertThat(last.stream().filter(word -> word.startsWith("final "))).hasSize(3);
        check(last, "the last life");
    }

    @Test
    void aDiskThatIsFullStopsTheVotesNotTheAnswersAndWithRoomItGoesOn() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is needed to fill one process's disk");
        Process process = start("1000");
        List<String> words = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String word = reader.readLine(); word != null; word = reader.readLine()) {
                words.add(word);
                if (word.startsWith("final 5 ")) {
                    // No file may grow beyond 32 KiB from here on: what EFBIG does to one process, a full disk does to
                    // all.
                    int limited = new ProcessBuilder(
                                    PRLIMIT.toString(), "--pid", Long.toString(process.pid()), "--fsize=32768:32768")
                            .start()
                            .waitFor();
                    assertThat(limited).isZero();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(words).anyMatch(word -> word.startsWith("halted N-113 the disk refused a write"));
        assertThat(words).contains("answers RpcSuccess");
        check(words, "full disk");
        List<String> after = run("with room again", 0);
        assertThat(after.stream().filter(word -> word.startsWith("final "))).hasSize(3);
        check(after, "with room again");
    }

    @Test
    void aDiskThatTakes200MillisToSyncOnlyTakesLonger() throws Exception {
        long start = System.nanoTime();
        List<String> words = run("slow disk", 0, "-Dgradchain.slowsync=200");
        assertThat(words.stream().filter(word -> word.startsWith("final "))).hasSize(3);
        assertThat(System.nanoTime() - start)
                .as("three votes a block")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(3 * 3 * 200));
        check(words, "slow disk");
    }

    private List<String> run(String story, int status, String... properties) throws Exception {
        Process process = start(status == 0 ? "3" : "1000", properties);
        List<String> words = process.inputReader().lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(story).isTrue();
        assertThat(process.exitValue())
                .as(story + ": how it ended, after " + words)
                .isEqualTo(status);
        return words;
    }

    private Process start(String blocks, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(properties));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Mortal.class.getName(),
                directory.resolve("node").toString(),
                blocks));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Everything any life called final is there, and the scan of all lives' votes finds nothing. */
    private void check(List<String> words, String story) {
        words.stream().filter(word -> word.startsWith("final ")).forEach(finals::add);
        try (DataDirectory data = DataDirectory.open(
                        directory.resolve("node"), TestChain.spec(1).hash())
                .orElseThrow()) {
            for (byte[] record : data.votes().records()) {
                assertThat(votes.persisted(0, record)).as(story).isEmpty();
            }
            for (String known : finals) {
                String[] parts = known.split(" ", -1);
                assertThat(data.blocks().canonical(Long.parseLong(parts[1])).orElseThrow())
                        .as(story + ", height " + parts[1])
                        .hasToString(parts[2]);
            }
        }
    }
}
