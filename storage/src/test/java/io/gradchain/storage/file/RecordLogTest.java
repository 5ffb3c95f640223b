package io.gradchain.storage.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.storage.fault.StorageError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordLogTest {
    private static final Hash CHAIN = Hashing.hash(Domain.CHAIN_SPEC, new byte[] {1});
    private static final List<String> WORDS = List.of("propose 7", "notarize 7 by a longer name", "x", "finalize 7");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("votes.log");
    }

    @Test
    void aNewLogIsEmptyAndRemembersWhatIsAppended() {
        assertThat(open().records()).isEmpty();
        writeWords();
        assertThat(words(open())).isEqualTo(WORDS);
        assertThat(open().cutBytes()).isZero();
    }

    @Test
    void appendingGoesOnAfterReopening() {
        writeWords();
        try (RecordLog log = open().log()) {
            log.append(List.of(bytes("later")));
            log.sync();
        }
        assertThat(words(open()))
                .containsExactly("propose 7", "notarize 7 by a longer name", "x", "finalize 7", "later");
    }

    @Test
    void aFileCutAnywhereLosesOnlyTheRecordsThatWereCut() throws IOException {
        byte[] whole = writeWords();
        for (int length = LogFormat.HEADER_BYTES; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int kept = 0;
            int end = LogFormat.HEADER_BYTES;
            while (kept < WORDS.size() && end + 16 + WORDS.get(kept).length() <= length) {
                end += 16 + WORDS.get(kept++).length();
            }
            RecordLog.Opened opened = open();
            assertThat(words(opened)).as("cut to %d bytes", length).isEqualTo(WORDS.subList(0, kept));
            assertThat(opened.cutBytes()).as("cut to %d bytes", length).isEqualTo(length - end);
            opened.log().close();
            assertThat(Files.size(file)).isEqualTo(end);
        }
    }

    @Test
    void aCutHeaderIsNeverTakenForANewLog() throws IOException {
        byte[] whole = writeWords();
        for (int length = 0; length < LogFormat.HEADER_BYTES; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(refusal().code()).as("cut to %d bytes", length).isEqualTo(StorageError.LOG_DAMAGED);
            assertThat(Files.size(file)).isEqualTo(length);
        }
    }

    @Test
    void anyBitFlippedBeforeTheLastRecordIsRefusedAndTheFileLeftAlone() throws IOException {
        byte[] whole = writeWords();
        int last = whole.length - 16 - WORDS.getLast().length();
        for (int bit = 0; bit < 8 * last; bit++) {
            byte[] flipped = flip(whole, bit);
            Files.write(file, flipped);
            Refusal refusal = refusal();
            boolean magic = bit < 8 * 8;
            assertThat(refusal.code())
                    .as("bit %d", bit)
                    .isEqualTo(magic ? StorageError.NOT_A_LOG : StorageError.LOG_DAMAGED);
            int record = recordStart(bit / 8);
            assertThat(refusal.place())
                    .as("bit %d", bit)
                    .isEqualTo(magic ? file.toString() : file + " at byte " + record);
            assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
        }
    }

    @Test
    void aDamagedLastRecordCountsAsTornAndIsCutAloud() throws IOException {
        byte[] whole = writeWords();
        int last = whole.length - 16 - WORDS.getLast().length();
        for (int bit = 8 * last; bit < 8 * whole.length; bit++) {
            Files.write(file, flip(whole, bit));
            RecordLog.Opened opened = open();
            assertThat(words(opened)).as("bit %d", bit).isEqualTo(WORDS.subList(0, WORDS.size() - 1));
            assertThat(opened.cutBytes()).as("bit %d", bit).isEqualTo(whole.length - last);
            opened.log().close();
        }
    }

    /** A power cut may keep any blocks of what was not yet synced: none of it was acknowledged, all of it may go. */
    @Test
    void damageAmongRecordsThatWereNeverSyncedIsATornTail() throws IOException {
        try (RecordLog log = open().log()) {
            log.append(List.of(bytes("synced")));
            log.sync();
            log.append(List.of(bytes("lost"), bytes("kept by chance")));
        }
        byte[] whole = Files.readAllBytes(file);
        int lost = LogFormat.HEADER_BYTES + 16 + "synced".length();
        Files.write(file, flip(whole, 8 * (lost + 16)));
        RecordLog.Opened opened = open();
        assertThat(words(opened)).containsExactly("synced");
        assertThat(opened.cutBytes()).isEqualTo(whole.length - lost);
    }

    @Test
    void rewritingReplacesEverything() throws IOException {
        writeWords();
        try (RecordLog log = open().log()) {
            log.rewrite(List.of(bytes("floor"), bytes("finalize 7")));
            log.append(List.of(bytes("propose 8")));
            log.sync();
        }
        assertThat(words(open())).containsExactly("floor", "finalize 7", "propose 8");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, flip(whole, 8 * LogFormat.HEADER_BYTES + 8 * 20));
        assertThat(refusal().code()).isEqualTo(StorageError.LOG_DAMAGED);
    }

    @Test
    void aRewriteInterruptedBeforeItsRenameChangesNothing() throws IOException {
        writeWords();
        Path leftover = Files.write(directory.resolve("votes.log.tmp"), new byte[] {1, 2, 3});
        assertThat(words(open())).isEqualTo(WORDS);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void theLogOfAnotherChainIsRefused() {
        writeWords();
        Hash other = Hashing.hash(Domain.CHAIN_SPEC, new byte[] {2});
        assertThat(RecordLog.open(file, other)).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(StorageError.WRONG_CHAIN);
            assertThat(refused.refusal().cause()).contains(CHAIN.shortHex(), other.shortHex());
        });
    }

    @Test
    void aLaterVersionIsRefusedByItsNumber() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(writeWords()).putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, 60);
        Files.write(file, bytes.putInt(60, (int) crc.getValue()).array());
        assertThat(refusal().code()).isEqualTo(StorageError.UNKNOWN_FORMAT);
        assertThat(refusal().message()).contains("S-103", "version 2", "Hint:");
    }

    @Test
    void recordsOutOfRangeAreABugOfTheCaller() {
        try (RecordLog log = open().log()) {
            assertThatThrownBy(() -> log.append(List.of(new byte[0]))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> log.append(List.of(new byte[RecordLog.MAX_RECORD_BYTES + 1])))
                    .isInstanceOf(IllegalArgumentException.class);
            log.append(List.of(new byte[RecordLog.MAX_RECORD_BYTES]));
        }
        assertThat(open().records().getFirst()).hasSize(RecordLog.MAX_RECORD_BYTES);
    }

    @Test
    void afterAnIoErrorTheLogTakesNothingMore() {
        RecordLog log = open().log();
        log.close();
        assertThatThrownBy(() -> log.append(List.of(bytes("a")))).isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(log::sync).isInstanceOf(IllegalStateException.class).hasMessageContaining("opened again");
    }

    /** Each word is appended and synced by itself. */
    private byte[] writeWords() {
        try (RecordLog log = open().log()) {
            for (String word : WORDS) {
                log.append(List.of(bytes(word)));
                log.sync();
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RecordLog.Opened open() {
        return RecordLog.open(file, CHAIN).orElseThrow();
    }

    private Refusal refusal() {
        return switch (RecordLog.open(file, CHAIN)) {
            case Attempt.Refused<RecordLog.Opened>(Refusal refusal) -> refusal;
            case Attempt.Done<RecordLog.Opened>(RecordLog.Opened opened) ->
                throw new AssertionError("opened with " + words(opened));
        };
    }

    private static int recordStart(int at) {
        int start = 0;
        int next = LogFormat.HEADER_BYTES;
        for (String word : WORDS) {
            if (at < next) {
                break;
            }
            start = next;
            next += 16 + word.length();
        }
        return start;
    }

    private static byte[] flip(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        return flipped;
    }

    private static List<String> words(RecordLog.Opened opened) {
        return opened.records().stream().map(r -> new String(r, US_ASCII)).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
