package io.gradchain.storage.file;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An append-only file of records (S-6): what a validator must not forget. For one thread. After an IO error the log takes
 * nothing more, because nobody knows what is on the disk; open it again to find out.
 */
public final class RecordLog implements AutoCloseable {
    public static final int MAX_RECORD_BYTES = 1 << 20;

    private final Path file;
    private final Hash chain;
    private FileChannel channel;
    private long end;
    private long durable;
    private boolean broken;

    private RecordLog(Path file, Hash chain, FileChannel channel, long end) {
        this.file = file;
        this.chain = chain;
        this.channel = channel;
        this.end = end;
        this.durable = end;
    }

    /**
     * A log with the records earlier runs left in it.
     *
     * @param cutBytes length of a torn tail that was removed: an append that a crash interrupted before its sync
     */
    public record Opened(RecordLog log, List<byte[]> records, long cutBytes) {
        public Opened {
            records = List.copyOf(records);
        }
    }

    /** Opens or creates; refuses damage to anything that was durable, naming the byte, and other chains' logs. */
    public static Attempt<Opened> open(Path file, Hash chain) {
        try {
            Files.deleteIfExists(temporary(file));
            if (!Files.exists(file)) {
                replace(file, LogFormat.header(chain));
            }
            byte[] bytes = Files.readAllBytes(file);
            return checkHeader(file, bytes, chain).then(header -> readRecords(file, bytes, chain));
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }

    static Attempt<byte[]> checkHeader(Path file, byte[] bytes, Hash chain) {
        int known = Math.min(bytes.length, LogFormat.MAGIC.length);
        if (known > 0 && !Arrays.equals(bytes, 0, known, LogFormat.MAGIC, 0, known)) {
            return Attempt.refused(StorageError.NOT_A_LOG, file.toString(), "its first bytes are not a record log's");
        }
        if (bytes.length < LogFormat.HEADER_BYTES) {
            return damaged(file, bytes.length, "the header ends after " + bytes.length + " of 64 bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int crc = LogFormat.crc(bytes, 0, LogFormat.HEADER_CRC_AT);
        if (header.getInt(LogFormat.HEADER_CRC_AT) != crc) {
            return damaged(file, 0, "the header's checksum does not match");
        }
        int version = header.getInt(LogFormat.VERSION_AT);
        if (version != LogFormat.VERSION) {
            return Attempt.refused(StorageError.UNKNOWN_FORMAT, file.toString(), "the log has version " + version);
        }
        Hash other = Hash.of(Arrays.copyOfRange(bytes, LogFormat.CHAIN_AT, LogFormat.CHAIN_AT + Hash.BYTES));
        if (!other.equals(chain)) {
            String cause = "the log is of chain " + other.shortHex() + "…, not " + chain.shortHex() + "…";
            return Attempt.refused(StorageError.WRONG_CHAIN, file.toString(), cause);
        }
        return new Attempt.Done<>(bytes);
    }

    private static Attempt<Opened> readRecords(Path file, byte[] bytes, Hash chain) {
        List<byte[]> records = new ArrayList<>();
        int at = LogFormat.HEADER_BYTES;
        for (int length; at < bytes.length && (length = LogFormat.recordAt(bytes, at)) >= 0; ) {
            records.add(LogFormat.payload(bytes, at, length));
            at += LogFormat.FRAME_BYTES + length;
        }
        if (LogFormat.wasDurable(bytes, at)) {
            return damaged(file, at, "a record is damaged that later records show to have been written safely");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (at < bytes.length) {
                channel.truncate(at);
            }
            // The records just read may never have been synced: from here on they count as durable, so make them so.
            channel.force(true);
            return new Attempt.Done<>(new Opened(new RecordLog(file, chain, channel, at), records, bytes.length - at));
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }

    private static <T> Attempt<T> damaged(Path file, long at, String cause) {
        return Attempt.refused(StorageError.LOG_DAMAGED, file + " at byte " + at, cause);
    }

    /** Adds records of 1 to {@link #MAX_RECORD_BYTES} bytes; they are durable after the next {@link #sync}. */
    public void append(List<byte[]> records) {
        guarded(() -> {
            byte[] frames = LogFormat.frames(checked(records), durable);
            writeAll(channel, end, frames);
            end += frames.length;
        });
    }

    /** Returns when everything appended survives a power cut. */
    public void sync() {
        guarded(() -> {
            channel.force(false);
            durable = end;
        });
    }

    /** Replaces the contents, durably: after a crash the file holds either all the old records or all the new ones. */
    public void rewrite(List<byte[]> records) {
        guarded(() -> {
            byte[] whole = whole(chain, checked(records));
            replace(file, whole);
            channel.close();
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            end = whole.length;
            durable = end;
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] whole(Hash chain, List<byte[]> records) {
        byte[] header = LogFormat.header(chain);
        byte[] frames = LogFormat.frames(records, LogFormat.HEADER_BYTES);
        byte[] whole = Arrays.copyOf(header, header.length + frames.length);
        System.arraycopy(frames, 0, whole, header.length, frames.length);
        return whole;
    }

    private interface DiskAction {
        void run() throws IOException;
    }

    private void guarded(DiskAction action) {
        if (broken) {
            throw new IllegalStateException("the log " + file + " failed before and must be opened again");
        }
        try {
            action.run();
        } catch (IOException e) {
            broken = true;
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> checked(List<byte[]> records) {
        for (byte[] record : records) {
            if (record.length == 0 || record.length > MAX_RECORD_BYTES) {
                throw new IllegalArgumentException("a record has 1 to 2^20 bytes, not " + record.length);
            }
        }
        return records;
    }

    static void replace(Path file, byte[] bytes) throws IOException {
        Path next = temporary(file);
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(out, 0, bytes);
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The rename itself is durable only once the directory is; Windows cannot open one, and orders renames itself.
        if (File.separatorChar == '/') {
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
                directory.force(true);
            }
        }
    }

    private static void writeAll(FileChannel out, long at, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            out.write(left, at + left.position());
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }
}
