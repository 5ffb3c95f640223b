package io.gradchain.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages bytes as a hostile peer would: few flips, and lengths, counts and pieces that promise something else. */
final class Havoc {
    private static final int MAX_BYTES = 64 << 10;
    private static final long[] EDGES = {
        0,
        1,
        -1,
        127,
        128,
        255,
        256,
        65_535,
        65_536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final SplittableRandom random;

    Havoc(SplittableRandom random) {
        this.random = random;
    }

    byte[] of(List<byte[]> corpus) {
        byte[] bytes = corpus.get(random.nextInt(corpus.size())).clone();
        int rounds = 1 << Math.max(0, random.nextInt(6) - 2);
        for (int i = 0; i < rounds; i++) {
            bytes = once(bytes, corpus);
        }
        return bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
    }

    private byte[] once(byte[] bytes, List<byte[]> corpus) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes[at] += (byte) (random.nextInt(9) - 4);
            case 3 -> edge(bytes, at);
            case 4 -> length(bytes, at);
            case 5 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 6 -> {
                return replaced(bytes, at, at, piece(bytes));
            }
            case 7 -> {
                return replaced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(40)), new byte[0]);
            }
            default -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                return replaced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(80)), piece(other));
            }
        }
        return bytes;
    }

    /** A number of 1, 2, 4 or 8 bytes becomes one at the end of some range. */
    private void edge(byte[] bytes, int at) {
        long edge = EDGES[random.nextInt(EDGES.length)];
        int width = Math.min(1 << random.nextInt(4), bytes.length - at);
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (edge >>> (8 * (width - 1 - i)));
        }
    }

    /** What may be a length of 4 bytes becomes nearly what is left, or a little more or less than it was. */
    private void length(byte[] bytes, int at) {
        if (bytes.length - at >= 4) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            int left = bytes.length - at - 4;
            in.putInt(at, (random.nextBoolean() ? left : in.getInt(at)) + random.nextInt(5) - 2);
        }
    }

    private byte[] piece(byte[] of) {
        if (of.length == 0) {
            return of;
        }
        int from = random.nextInt(of.length);
        return Arrays.copyOfRange(of, from, Math.min(of.length, from + 1 + random.nextInt(80)));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] out = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(by, 0, out, from, by.length);
        System.arraycopy(bytes, to, out, from + by.length, bytes.length - to);
        return out;
    }
}
