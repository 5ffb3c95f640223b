package io.gradchain.jmh;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Raw values that are hard for an instruction; the seed is fixed, so that runs compare. */
final class GasValues {
    /** Above it an exponential is out of range. */
    private static final long EXP_MOST = 21 * Fixed.ONE;

    private GasValues() {}

    /** 16 fraction bits, between −3 and 3: what the panel kernels take. */
    static long[] narrow(int n) {
        SplittableRandom random = new SplittableRandom(1);
        return fill(n, i -> random.nextLong(-3L << 16, 3L << 16) << 16);
    }

    /** Narrow but for the last, which is seen last. */
    static long[] almostNarrow(int n) {
        long[] raws = narrow(n);
        raws[n - 1] = Fixed.ONE + 1;
        return raws;
    }

    /** 0 to 2^bits of either sign. */
    static long[] signed(int n, int bits) {
        SplittableRandom random = new SplittableRandom(2);
        return fill(n, i -> random.nextLong() >> (63 - bits));
    }

    /** 1 to 2^bits. */
    static long[] positive(int n, int bits) {
        SplittableRandom random = new SplittableRandom(3);
        return fill(n, i -> random.nextLong(1, 1L << bits));
    }

    static long[] rising(int n) {
        return fill(n, i -> i);
    }

    static long[] bits(int n) {
        SplittableRandom random = new SplittableRandom(4);
        return fill(n, i -> random.nextBoolean() ? Fixed.ONE : 0);
    }

    /** Whole numbers below {@code bound}, for indices and labels. */
    static long[] whole(int n, int bound) {
        SplittableRandom random = new SplittableRandom(5);
        return fill(n, i -> (long) random.nextInt(bound) << Fixed.FRACTION_BITS);
    }

    static long[] largest(int n) {
        return fill(n, i -> Long.MAX_VALUE);
    }

    /** Rows of ±2⁶³ − 1 in turn that add up to 0, so that a product with the largest values ends inside the range. */
    static long[] cancelling(int rows, int cols) {
        return fill(rows * cols, i -> {
            int row = i / cols;
            return row % 2 == 0 ? (row == rows - 1 ? 0 : Long.MAX_VALUE) : -Long.MAX_VALUE;
        });
    }

    /** Random ones from where the function is neither 0 nor constant and does not trap. */
    static long[] usual(Op op, int n) {
        SplittableRandom random = new SplittableRandom(6);
        return switch (op) {
            case LN, SQRT -> fill(n, i -> random.nextLong(1, Long.MAX_VALUE) >> random.nextInt(62) | 1);
            case TANH -> fill(n, i -> random.nextLong(-12 * Fixed.ONE, 12 * Fixed.ONE));
            default -> fill(n, i -> random.nextLong(-EXP_MOST, EXP_MOST));
        };
    }

    /**
     * Results so close to a rounding boundary that 64-bit arithmetic cannot tell the side: the slowest there are, from
     * the frozen vectors of each function.
     */
    static long[] hard(Op op, int n) {
        long[] found =
                switch (op) {
                    case EXP ->
                        new long[] {18820601092L, 13536408743L, 20634927733L, 20292923059L, 5229504848L, 15933650562L};
                    case LN -> new long[] {2968416L, 235748086017178583L, 65550233L, 2959577171L, 251804814L};
                    case SIGMOID -> new long[] {37362397694L, 42253732319L, 10293807683L, 9814650844L, 93523963718L};
                    case SOFTPLUS ->
                        new long[] {-77938491464L, -47992343069L, -15853423620L, -33344655219L, -20209922838L};
                    case TANH -> new long[] {40457767968L, 33324428417L, 11325231480L, 2112985522L, 14576864175L};
                    default -> throw new IllegalArgumentException("no hard values of " + op);
                };
        return fill(n, i -> found[i % found.length]);
    }

    private interface Draw {
        long at(int i);
    }

    private static long[] fill(int n, Draw draw) {
        long[] raws = new long[n];
        Arrays.setAll(raws, draw::at);
        return raws;
    }
}
