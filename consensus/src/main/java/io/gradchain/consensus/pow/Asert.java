package io.gradchain.consensus.pow;

import java.math.BigInteger;

/**
 * Absolutely scheduled exponentially rising targets: aserti3-2d, the rule of Bitcoin Cash since November 2020, in integers
 * only (C-103). The target doubles for each half-life the chain is behind its schedule, and halves for each it is ahead.
 * 2ˣ between 0 and 1 is a cubic in 16 fractional bits, off by less than 0.013 %.
 *
 * @param blockTime wished time between blocks
 * @param halfLife in the unit of {@code blockTime}
 * @param limit the easiest target
 */
record Asert(long blockTime, long halfLife, BigInteger limit) {
    private static final int FRACTION_BITS = 16;
    private static final long ONE = 1L << FRACTION_BITS;
    private static final long LINEAR = 195_766_423_245_049L;
    private static final long QUADRATIC = 971_821_376L;
    private static final long CUBIC = 5_127L;
    private static final int SCALE_BITS = 48;

    /**
     * The target of the block after one that lies {@code heights} above the anchor.
     *
     * @param elapsed time from the anchor's parent to that block; may be negative
     */
    BigInteger next(BigInteger anchor, long elapsed, long heights) {
        // Division truncates toward zero and the shift rounds down, as in the published vectors.
        BigInteger exponent = BigInteger.valueOf(elapsed)
                .subtract(BigInteger.valueOf(blockTime).multiply(BigInteger.valueOf(heights + 1)))
                .shiftLeft(FRACTION_BITS)
                .divide(BigInteger.valueOf(halfLife));
        BigInteger shifts = exponent.shiftRight(FRACTION_BITS);
        if (shifts.bitLength() > FRACTION_BITS) {
            return shifts.signum() > 0 ? limit : BigInteger.ONE;
        }
        long f = exponent.intValue() & (ONE - 1);
        // Just below 2⁶⁴ at its largest, hence the shift without sign.
        long power =
                ONE + ((LINEAR * f + QUADRATIC * f * f + CUBIC * f * f * f + (1L << (SCALE_BITS - 1))) >>> SCALE_BITS);
        BigInteger target = anchor.multiply(BigInteger.valueOf(power));
        int shift = shifts.intValue() - FRACTION_BITS;
        BigInteger moved = shift < 0 ? target.shiftRight(-shift) : target.shiftLeft(shift);
        return moved.max(BigInteger.ONE).min(limit);
    }
}
