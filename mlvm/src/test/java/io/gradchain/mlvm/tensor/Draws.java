package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Cases;
import io.gradchain.mlvm.oracle.Grid;
import java.util.SplittableRandom;

/** Random tensors: narrow ones, ones of a common magnitude, and ones of every magnitude with the ends of the range. */
final class Draws {
    private final SplittableRandom random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** 0 to most − 1, often small. */
    int size(int most) {
        return random.nextInt(1 + random.nextInt(most));
    }

    long raw() {
        return Cases.random(random);
    }

    /** Between least and most − 1. */
    int between(int least, int most) {
        return random.nextInt(least, most);
    }

    /** Mostly whole numbers inside [0, n), else whole numbers next to it or fractions. */
    FixedTensor indices(int count, int n) {
        long[] raws = new long[count];
        for (int i = 0; i < count; i++) {
            raws[i] = (long) random.nextInt(Math.max(n, 1)) << 32;
            if (random.nextInt(20) == 0) {
                raws[i] = random.nextBoolean() ? (long) random.nextInt(-1, n + 1) << 32 : random.nextLong() >> 28;
            }
        }
        return FixedTensor.adoptVec(raws);
    }

    FixedTensor vec(int n) {
        return FixedTensor.adoptVec(raws(n));
    }

    FixedTensor mat(int rows, int cols) {
        return FixedTensor.adoptMat(rows, cols, raws(rows * cols));
    }

    FixedTensor narrowMat(int rows, int cols) {
        long[] raws = new long[rows * cols];
        int bits = random.nextInt(26);
        for (int i = 0; i < raws.length; i++) {
            raws[i] = random.nextInt(50) == 0 ? (-256L << 32) : (random.nextLong() >> (63 - bits)) << 16;
            raws[i] = Math.clamp(raws[i], -256L << 32, (256L << 32) - (1 << 16));
        }
        return FixedTensor.adoptMat(rows, cols, raws);
    }

    private long[] raws(int n) {
        int kind = random.nextInt(4);
        int shift = random.nextInt(64);
        long[] raws = new long[n];
        for (int i = 0; i < n; i++) {
            raws[i] = switch (kind) {
                case 0 -> Cases.random(random);
                case 1 -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
                default -> random.nextLong() >> shift;
            };
        }
        return raws;
    }

    static Grid grid(FixedTensor t) {
        return new Grid(t.rows(), t.rank() == 1 ? 0 : t.cols(), t.toArray());
    }
}
