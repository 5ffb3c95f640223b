package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/** Asks for final blocks from height {@code from} on, at most {@code count} of them. */
public record RangeRequest(long from, int count) {
    public static final int MAX_COUNT = 1_024;
    private static final int KIND = 1;

    public RangeRequest {
        if (from < 1 || count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a range starts above block zero and has 1 to " + MAX_COUNT + " blocks");
        }
    }

    public static RangeRequest decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            int kind = in.u8();
            if (kind != KIND) {
                throw in.fail("unknown request kind " + kind);
            }
            long from = in.u63();
            int count = in.u32();
            if (from < 1 || count < 1 || count > MAX_COUNT) {
                throw in.fail("range out of bounds");
            }
            return new RangeRequest(from, count);
        });
    }

    public byte[] encoded() {
        return new ByteWriter().u8(KIND).u63(from).u32(count).toByteArray();
    }
}
