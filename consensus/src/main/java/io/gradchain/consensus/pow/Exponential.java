package io.gradchain.consensus.pow;

import java.math.BigInteger;

/** The waiting time of a search that forgets: −ln(u) for u uniform in (0, 1], in fixed point (C-108). */
final class Exponential {
    private static final int BITS = 32;
    /** ln 2 · 2³². */
    private static final long LN2 = 2_977_044_472L;

    private Exponential() {}

    /** mean · −ln((draw + 1) / 2⁶⁴), rounded down, where {@code draw} has no sign; at most 45 means. */
    static BigInteger draw(long draw, BigInteger mean) {
        return mean.multiply(BigInteger.valueOf(negativeLog(draw))).shiftRight(BITS);
    }

    /** −ln((draw + 1) / 2⁶⁴) · 2³², within one part in 2²⁸ or so. */
    static long negativeLog(long draw) {
        if (draw == -1L) {
            return 0;
        }
        long number = draw + 1;
        int whole = Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
        // 1 <= m < 2 with 63 fractional bits, without sign; each squaring yields one bit of the logarithm.
        long m = number << (Long.SIZE - 1 - whole);
        long fraction = 0;
        for (int i = 0; i < BITS; i++) {
            long square = Math.unsignedMultiplyHigh(m, m);
            fraction <<= 1;
            if (square < 0) {
                fraction |= 1;
                m = square;
            } else {
                m = square << 1;
            }
        }
        long log2 = ((long) whole << BITS) + fraction;
        long missing = ((long) Long.SIZE << BITS) - log2;
        return (Math.multiplyHigh(missing, LN2) << (Long.SIZE - BITS)) | ((missing * LN2) >>> BITS);
    }
}
