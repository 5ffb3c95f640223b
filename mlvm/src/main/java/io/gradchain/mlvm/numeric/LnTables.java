package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * Reciprocals that bring a mantissa near 1 in two steps, and minus the logarithms of exactly those reciprocals.
 *
 * <p>Rounded up, so that mantissa times reciprocal never falls below 1.
 */
final class LnTables {
    /** 2⁶³/(1 + i/2⁷), up. */
    static final long[] FIRST = new long[128];

    static final long[] FIRST_LN = new long[128];

    /** 2⁶³/(1 + j/2¹⁴), up. */
    static final long[] SECOND = new long[128];

    static final long[] SECOND_LN = new long[128];

    /** k·ln 2 in units of 2⁻⁵⁸, at k + 32. */
    static final long[] EXPONENT_LN = new long[64];

    private static final int UNIT = 63;

    static {
        fill(FIRST, FIRST_LN, 7);
        fill(SECOND, SECOND_LN, 14);
        BigInteger ln2 = BigLn.ln2(128);
        for (int k = -32; k < 32; k++) {
            EXPONENT_LN[k + 32] =
                    ln2.multiply(BigInteger.valueOf(k)).shiftRight(128 - 58).longValue();
        }
    }

    private LnTables() {}

    private static void fill(long[] reciprocal, long[] ln, int bits) {
        BigInteger one = BigInteger.ONE.shiftLeft(UNIT);
        for (int i = 0; i < reciprocal.length; i++) {
            BigInteger d = BigInteger.valueOf((1L << bits) + i);
            BigInteger up = one.shiftLeft(bits).add(d).subtract(BigInteger.ONE).divide(d);
            reciprocal[i] = up.longValue();
            ln[i] = BigLn.ln(one, up, UNIT).longValue();
        }
    }
}
