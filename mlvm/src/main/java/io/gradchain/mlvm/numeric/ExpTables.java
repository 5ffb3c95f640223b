package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * Powers of e that make up any argument by its bits: e^(i/16) · e^(j/2¹³) · e^(k/2²¹), 128 bits each, cut off below.
 *
 * <p>An argument with 33 fraction bits q then leaves 12 bits, less than 2⁻²¹, for a short series.
 */
final class ExpTables {
    static final int LEAST = -45; // log-sum-exp asks for e^(−64·ln 2)
    static final int ABOVE = 24;

    /** Mantissa of e^(LEAST + i/16): high and low half of a number in [2¹²⁷, 2¹²⁸), times 2^(exponent − 127). */
    static final long[] COARSE_HIGH = new long[16 * (ABOVE - LEAST)];

    static final long[] COARSE_LOW = new long[COARSE_HIGH.length];
    static final int[] EXPONENT = new int[COARSE_HIGH.length];

    /** e^(j/2¹³)·2¹²⁷, j < 512. */
    static final long[] MIDDLE_HIGH = new long[512];

    static final long[] MIDDLE_LOW = new long[512];

    /** e^(k/2²¹)·2¹²⁷, k < 256. */
    static final long[] FINE_HIGH = new long[256];

    static final long[] FINE_LOW = new long[256];

    private static final int WORK = 320;

    static {
        // Both ways from e⁰, so that 1 is exact and every power from it upwards has its own exponent.
        fillCoarse(-16 * LEAST, 1);
        fillCoarse(-16 * LEAST - 1, -1);
        fill(MIDDLE_HIGH, MIDDLE_LOW, 1L << 20);
        fill(FINE_HIGH, FINE_LOW, 1L << 12);
    }

    private ExpTables() {}

    private static void fillCoarse(int from, int direction) {
        BigInteger step = BigExp.exp(direction * (1L << 29), WORK);
        BigInteger e = direction > 0 ? BigInteger.ONE.shiftLeft(WORK) : step;
        for (int i = from; i >= 0 && i < COARSE_HIGH.length; i += direction) {
            int exponent = e.bitLength() - 1 - WORK;
            BigInteger mantissa = e.shiftRight(WORK + exponent - 127);
            COARSE_HIGH[i] = mantissa.shiftRight(64).longValue();
            COARSE_LOW[i] = mantissa.longValue();
            EXPONENT[i] = exponent;
            e = e.multiply(step).shiftRight(WORK);
        }
    }

    private static void fill(long[] high, long[] low, long q) {
        BigInteger step = BigExp.exp(q, WORK);
        BigInteger e = BigInteger.ONE.shiftLeft(WORK);
        for (int i = 0; i < high.length; i++) {
            BigInteger scaled = e.shiftRight(WORK - 127);
            high[i] = scaled.shiftRight(64).longValue();
            low[i] = scaled.longValue();
            e = e.multiply(step).shiftRight(WORK);
        }
    }
}
