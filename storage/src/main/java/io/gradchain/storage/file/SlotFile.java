package io.gradchain.storage.file;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * One small value that is replaced in place and never lost (S-7): two slots are written in turn, so a write the power cut
 * leaves the other one. The file never grows, so a sync costs no more than its one page. For one thread.
 *
 * <pre>
 *   slot (4096) | magic 8 | version u32 | number u64 | chain spec hash 32 | length u32 | value | … | CRC32C u32 of what is before |
 * </pre>
 */
public final class SlotFile implements AutoCloseable {
    public static final int MAX_VALUE_BYTES = 1_024;

    private static final byte[] MAGIC = "gradslot".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int SLOT_BYTES = 4_096;
    private static final int CRC_AT = SLOT_BYTES - 4;
    private static final int CHAIN_AT = 20;
    private static final int LENGTH_AT = 52;
    private static final int VALUE_AT = 56;

    private final Path file;
    private final Hash chain;
    private final FileChannel channel;
    private long number;
    private Optional<byte[]> value;
    private boolean broken;

    private SlotFile(Path file, Hash chain, FileChannel channel, long number, Optional<byte[]> value) {
        this.file = file;
        this.chain = chain;
        this.channel = channel;
        this.number = number;
        this.value = value;
    }

    private record Slot(long number, byte[] value) {}

    /** Makes a file without a value, durably, in the place of whatever was there. */
    public static Attempt<SlotFile> create(Path file, Hash chain) {
        try {
            byte[] both = new byte[2 * SLOT_BYTES];
            System.arraycopy(slot(1, chain, new byte[0]), 0, both, SLOT_BYTES, SLOT_BYTES);
            System.arraycopy(slot(2, chain, new byte[0]), 0, both, 0, SLOT_BYTES);
            RecordLog.replace(file, both);
            return open(file, chain);
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }

    /** Opens an existing file; refuses one of another chain, and one without an undamaged slot. */
    public static Attempt<SlotFile> open(Path file, Hash chain) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Optional<Slot> newest = newer(read(bytes, 0), read(bytes, SLOT_BYTES));
            if (newest.isEmpty()) {
                return Attempt.refused(
                        StorageError.GUARD_DAMAGED, file.toString(), "neither of its two slots is whole");
            }
            if (!Arrays.equals(chainOf(bytes, newest.get()), chain.bytes())) {
                return Attempt.refused(StorageError.WRONG_CHAIN, file.toString(), "it is of another chain");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<byte[]> value = newest.map(Slot::value).filter(found -> found.length > 0);
            return new Attempt.Done<>(
                    new SlotFile(file, chain, channel, newest.get().number(), value));
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, file.toString(), e.toString());
        }
    }

    private static Optional<Slot> newer(Optional<Slot> a, Optional<Slot> b) {
        boolean first =
                b.isEmpty() || (a.isPresent() && a.get().number() > b.get().number());
        return first ? a : b;
    }

    private static Optional<Slot> read(byte[] file, int at) {
        if (file.length < at + SLOT_BYTES || !Arrays.equals(file, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(file, at, SLOT_BYTES).slice();
        int length = in.getInt(LENGTH_AT);
        boolean whole = in.getInt(8) == VERSION
                && length >= 0
                && length <= MAX_VALUE_BYTES
                && in.getInt(CRC_AT) == LogFormat.crc(file, at, CRC_AT);
        return whole
                ? Optional.of(new Slot(in.getLong(12), Arrays.copyOfRange(file, at + VALUE_AT, at + VALUE_AT + length)))
                : Optional.empty();
    }

    private static byte[] chainOf(byte[] file, Slot slot) {
        int at = slotOf(slot.number()) + CHAIN_AT;
        return Arrays.copyOfRange(file, at, at + Hash.BYTES);
    }

    private static int slotOf(long number) {
        return number % 2 == 0 ? 0 : SLOT_BYTES;
    }

    /** What was written last. */
    public Optional<byte[]> value() {
        return value.map(byte[]::clone);
    }

    /** Returns when {@code next}, 1 to {@link #MAX_VALUE_BYTES} bytes, survives a power cut. */
    public void write(byte[] next) {
        if (next.length == 0 || next.length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("a value has 1 to " + MAX_VALUE_BYTES + " bytes, not " + next.length);
        }
        if (broken) {
            throw new IllegalStateException(file + " failed before and must be opened again");
        }
        try {
            put(next);
            channel.force(false);
            value = Optional.of(next.clone());
        } catch (IOException e) {
            broken = true;
            throw new UncheckedIOException(e);
        }
    }

    private void put(byte[] next) throws IOException {
        number++;
        ByteBuffer left = ByteBuffer.wrap(slot(number, chain, next));
        while (left.hasRemaining()) {
            channel.write(left, slotOf(number) + left.position());
        }
    }

    private static byte[] slot(long number, Hash chain, byte[] value) {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES)
                .put(MAGIC)
                .putInt(VERSION)
                .putLong(number)
                .put(chain.bytes())
                .putInt(value.length)
                .put(value);
        return slot.putInt(CRC_AT, LogFormat.crc(slot.array(), 0, CRC_AT)).array();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
