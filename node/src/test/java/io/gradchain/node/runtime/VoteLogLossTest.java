package io.gradchain.node.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.file.RecordLog;
import io.gradchain.storage.file.SlotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * F7: a validator loses any part of its vote log while others have what it sent, and everything is done to make it say
 * something else. It never does, whatever is left; and it votes again once finality has passed the loss.
 */
class VoteLogLossTest {
    private static final long VIEWS = 6;
    private static final long SEED = 11;
    private static final int FLIPS = 1_000;
    private static final int TRUNCATIONS = 200;

    private final Views views = new Views(VIEWS + 2);
    private Path directory;
    private Voter before;
    private byte[] log;
    private byte[] guard;

    @BeforeEach
    void vote() throws IOException {
        // The system's memory disk where there is one: thousands of syncs say nothing about a disk here.
        Path fast = Path.of("/dev/shm");
        directory =
                Files.isDirectory(fast) ? Files.createTempDirectory(fast, "votes") : Files.createTempDirectory("votes");
        SlotFile slots =
                SlotFile.create(directory.resolve("guard"), views.spec.hash()).orElseThrow();
        before = new Voter(views, open(directory.resolve("log")).orElseThrow(), slots);
        for (long view = 1; view <= VIEWS; view++) {
            views.impatience().limit(1).forEach(before::on);
            views.proposal(view, false).ifPresent(before::on);
            before.on(views.certificate(Ballot.NOTARIZE, view));
        }
        log = Files.readAllBytes(directory.resolve("log"));
        guard = Files.readAllBytes(directory.resolve("guard"));
        assertThat(before.signed).as("a proposal, notarizes, finalizes").isGreaterThan(10);
    }

    @AfterEach
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Test
    void cutAtAnyByteOfTheLastThreeRecordsOrAnywhereElse() throws IOException {
        int third = lengths(3);
        for (int cut = third; cut <= log.length; cut++) {
            survives(Arrays.copyOf(log, cut), "cut at byte " + cut + " of " + log.length);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < TRUNCATIONS; i++) {
            int cut = random.nextInt(log.length);
            survives(Arrays.copyOf(log, cut), "seed " + SEED + ": cut at byte " + cut + " of " + log.length);
        }
    }

    @Test
    void anyBitFlipped() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = log.clone();
            int bit = random.nextInt(8 * log.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            refused += survives(flipped, "seed " + SEED + ": bit " + bit) ? 0 : 1;
        }
        assertThat(refused).as("damage that is refused, seed " + SEED).isBetween(FLIPS / 2, FLIPS - 1);
    }

    @Test
    void theLogGoneAndEveryWholeRecordFromTheEndGone() throws IOException {
        assertThat(survives(new byte[0], "no log")).isTrue();
        for (int records = 1; lengths(records) > 64; records++) {
            assertThat(survives(Arrays.copyOf(log, lengths(records)), records + " records gone"))
                    .isTrue();
        }
        assertThat(survives(log, "nothing gone")).isTrue();
    }

    /** Whether the log opened. */
    private boolean survives(byte[] left, String story) throws IOException {
        Path damaged = directory.resolve("damaged");
        Path copy = directory.resolve("damaged-guard");
        Files.deleteIfExists(damaged);
        if (left.length > 0) {
            Files.write(damaged, left);
        }
        Files.write(copy, guard);
        Attempt<RecordLog.Opened> opened = open(damaged);
        if (opened instanceof Attempt.Refused<RecordLog.Opened> refused) {
            assertThat(refused.refusal().code().id()).as(story).startsWith("S-10");
            return false;
        }
        SlotFile slots = SlotFile.open(copy, views.spec.hash()).orElseThrow();
        RecordLog.Opened log = opened.orElseThrow();
        Voter after = new Voter(views, log, slots);
        for (long view = 1; view <= VIEWS; view++) {
            views.proposal(view, true).ifPresent(after::on);
            views.impatience().forEach(after::on);
            after.on(views.certificate(Ballot.NULLIFY, view));
        }
        contradictsNothing(after, story);
        int silent = after.signed;
        after.on(views.certificate(Ballot.FINALIZE, VIEWS + 1));
        views.proposal(VIEWS + 1, false).ifPresent(after::on);
        views.proposal(VIEWS + 2, false).ifPresent(after::on);
        views.impatience().forEach(after::on);
        contradictsNothing(after, story);
        assertThat(after.halts).as(story).isEmpty();
        assertThat(after.signed).as(story + ": it votes again").isGreaterThan(silent);
        log.log().close();
        slots.close();
        return true;
    }

    /** The scan of the simulator shares no rule with the engine. */
    private void contradictsNothing(Voter after, String story) {
        Auditor scan = Labs.find("pos").orElseThrow().auditor(views.spec);
        Stream.of(before.persisted, after.persisted)
                .flatMap(List::stream)
                .forEach(record ->
                        assertThat(scan.persisted(0, record)).as(story).isEmpty());
        after.sent.forEach(
                message -> assertThat(scan.sent(0, message)).as(story).isEmpty());
    }

    private Attempt<RecordLog.Opened> open(Path file) {
        return RecordLog.open(file, views.spec.hash());
    }

    /** Where the last {@code records} records begin. */
    private int lengths(int records) {
        int at = log.length;
        for (int i = 0; i < records && i < before.persisted.size(); i++) {
            at -= 16 + before.persisted.get(before.persisted.size() - 1 - i).length;
        }
        return records > before.persisted.size() ? 64 : at;
    }
}
