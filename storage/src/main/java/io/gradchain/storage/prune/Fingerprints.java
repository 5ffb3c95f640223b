package io.gradchain.storage.prune;

import io.gradchain.genesis.crypto.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of hashes at about ten bits each (Bloom's filter, in parts that double): it never lacks one that was added, and may
 * seem to hold one that was not, less than once in fifty. The salt moves these mistakes elsewhere. For one thread.
 */
final class Fingerprints {
    private static final int BITS_EACH = 10;
    private static final int PROBES = 6;
    private static final int LEAST_LOG_BITS = 15;
    /** 128 MiB a part: 100 million nodes. */
    private static final int MOST_LOG_BITS = 30;

    private final long salt;
    private final List<long[]> parts = new ArrayList<>();
    private long room;
    private long size;

    /** @param expected how many are likely to come; more may, each further part as large as all before */
    Fingerprints(long expected, long salt) {
        this.salt = salt;
        grow(expected);
    }

    void add(Hash hash) {
        add(hash.bytes());
    }

    void add(byte[] hash) {
        if (room == 0) {
            grow(2 * size);
        }
        long[] newest = parts.getLast();
        long at = first(hash);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++, at += step) {
            newest[word(newest, at)] |= 1L << at;
        }
        room--;
        size++;
    }

    boolean mayHold(byte[] hash) {
        for (long[] part : parts) {
            if (mayHold(part, hash)) {
                return true;
            }
        }
        return false;
    }

    /** How many were added, counting one that came twice as two. */
    long size() {
        return size;
    }

    private boolean mayHold(long[] part, byte[] hash) {
        long at = first(hash);
        long step = step(hash);
        for (int i = 0; i < PROBES; i++, at += step) {
            if ((part[word(part, at)] >>> at & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private void grow(long expected) {
        long bits = Math.min(Math.max(expected, 1), 1L << MOST_LOG_BITS) * BITS_EACH;
        int log = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(bits - 1), LEAST_LOG_BITS, MOST_LOG_BITS);
        parts.add(new long[1 << (log - 6)]);
        room = (1L << log) / BITS_EACH;
    }

    // The hash is as good as random already: the salt only has to send two runs to different bits.
    private long first(byte[] hash) {
        return ((ByteBuffer.wrap(hash).getLong(0) ^ salt) * 0x9E3779B97F4A7C15L) >>> 17;
    }

    private long step(byte[] hash) {
        return (((ByteBuffer.wrap(hash).getLong(8) + salt) * 0xC2B2AE3D27D4EB4FL) >>> 17) | 1;
    }

    private static int word(long[] part, long at) {
        return (int) (at >>> 6) & (part.length - 1);
    }
}
