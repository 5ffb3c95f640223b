package io.gradchain.storage.file;

import io.gradchain.genesis.crypto.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The bytes of a record log (S-6), all integers big-endian:
 *
 * <pre>
 *   header (64)  | magic 8 | version u32 | chain spec hash 32 | reserved 16, zero | CRC32C of the 60 before u32 |
 *   record       | length u32 | CRC32C of all that follows, and the length u32 | durable u64 | payload |
 * </pre>
 *
 * {@code durable} is how much of the file was known to be on disk when the record was written. It tells a torn tail from
 * damage: bytes below the {@code durable} of any later record were acknowledged, so their loss is never silent.
 */
final class LogFormat {
    static final byte[] MAGIC = "gradlog\n".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int VERSION_AT = 8;
    static final int CHAIN_AT = 12;
    static final int HEADER_CRC_AT = 60;
    static final int HEADER_BYTES = 64;
    static final int FRAME_BYTES = 16;

    private LogFormat() {}

    static byte[] header(Hash chain) {
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(VERSION).put(chain.bytes());
        return out.putInt(HEADER_CRC_AT, crc(out.array(), 0, HEADER_CRC_AT)).array();
    }

    static byte[] frames(List<byte[]> payloads, long durable) {
        int size = payloads.stream()
                .mapToInt(payload -> FRAME_BYTES + payload.length)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] payload : payloads) {
            int at = out.position();
            out.putInt(payload.length).putInt(0).putLong(durable).put(payload);
            out.putInt(at + 4, frameCrc(out.array(), at, payload.length));
        }
        return out.array();
    }

    /** The payload's length if a whole, undamaged record starts at {@code at}, else -1. */
    static int recordAt(byte[] file, int at) {
        if (file.length - at < FRAME_BYTES) {
            return -1;
        }
        ByteBuffer in = ByteBuffer.wrap(file);
        int length = in.getInt(at);
        boolean possible =
                length > 0 && length <= RecordLog.MAX_RECORD_BYTES && length <= file.length - at - FRAME_BYTES;
        return possible && in.getInt(at + 4) == frameCrc(file, at, length) ? length : -1;
    }

    static byte[] payload(byte[] file, int at, int length) {
        return Arrays.copyOfRange(file, at + FRAME_BYTES, at + FRAME_BYTES + length);
    }

    /** True when some undamaged record after {@code at} says that the bytes at {@code at} had been durable. */
    static boolean wasDurable(byte[] file, int at) {
        ByteBuffer in = ByteBuffer.wrap(file);
        for (int later = at + 1; later <= file.length - FRAME_BYTES; later++) {
            // The range check first: it is cheap and nearly always says no, so that checksums are rarely computed.
            long durable = in.getLong(later + 8);
            if (durable > at && durable <= later && recordAt(file, later) >= 0) {
                return true;
            }
        }
        return false;
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static int frameCrc(byte[] file, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, at + 8, 8 + length);
        crc.update(file, at, 4);
        return (int) crc.getValue();
    }
}
