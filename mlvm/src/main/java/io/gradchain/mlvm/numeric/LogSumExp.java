package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * ln Σeˣ, its terms counted in units of 2⁻⁶⁴ of the greatest: M + ln(T/2⁶⁴) with T = Σ⌊2⁶⁴·e^(xᵢ − M)⌋, rounded once (M-41).
 *
 * <p>The cut takes less than n·2⁻⁶⁴ from ln Σeˣ. Without it n values could be chosen to bring the sum within 2⁻³²ⁿ of a
 * rounding boundary, one value after another as the digits of a number, and to decide would take 32n bits of each term.
 * With it every value stands alone: the closest of its 2³⁸ terms to a whole unit, and of 2³⁶ boundaries to a whole T, are
 * expected no nearer than 128 bits can tell. Where they are nearer after all, as many bits are taken as it needs.
 *
 * <p>T = 2⁶⁴ gives M itself. Every other T/2⁶⁴ is a rational above 1, whose logarithm is irrational: there is no tie.
 */
public final class LogSumExp {
    /** ⌊64·ln 2⌋ in raw units: beyond it a term is less than a unit. */
    private static final long TAIL = BigLn.ln2(96).shiftRight(96 - 38).longValue();

    private static final int FIRST_BITS = 192;

    /** T/2⁶⁴, whole and fraction. */
    private long whole;

    private long fraction;

    private LogSumExp() {}

    /** Of the values from {@code from} to {@code to} (exclusive); traps DOMAIN where there are none, OVERFLOW. */
    public static long of(long[] x, int from, int to) {
        if (from == to) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        long most = x[from];
        for (int i = from + 1; i < to; i++) {
            most = Math.max(most, x[i]);
        }
        LogSumExp sum = new LogSumExp();
        for (int i = from; i < to; i++) {
            sum.add(most - x[i]);
        }
        return Ints.add(most, ln(sum.whole, sum.fraction));
    }

    /** Adds ⌊2⁶⁴·e⁻ᵈ⌋ for an unsigned d. */
    private void add(long d) {
        if (d == 0) {
            whole++;
        } else if (Long.compareUnsigned(d, TAIL) <= 0) {
            long term = term(d);
            fraction += term;
            whole += Long.compareUnsigned(fraction, term) < 0 ? 1 : 0;
        }
    }

    /** ⌊2⁶⁴·e⁻ᵈ⌋ for 0 < d ≤ TAIL. */
    static long term(long d) {
        Exp128 e = Exp128.of(-2 * d);
        int shift = -2 - e.exponent(); // of the upper 64 bits: −1 to 63
        long low = e.low() + Exp128.ERROR;
        long high = e.high() + (Long.compareUnsigned(low, Exp128.ERROR) < 0 ? 1 : 0);
        if (shift < 0) {
            long term = e.high() << 1 | e.low() >>> 63;
            return term == (high << 1 | low >>> 63) ? term : slowTerm(d);
        }
        long term = e.high() >>> shift;
        return term == high >>> shift ? term : slowTerm(d);
    }

    static long slowTerm(long d) {
        for (int bits = FIRST_BITS; ; bits *= 2) {
            BigInteger e = BigExp.exp(-2 * d, bits);
            BigInteger least = e.subtract(BigInteger.TWO).shiftRight(bits - 64);
            if (least.equals(e.add(BigInteger.TWO).shiftRight(bits - 64))) {
                return least.longValue();
            }
        }
    }

    /** ln(T/2⁶⁴), rounded; the parity of what it is added to does not matter, since it is never a tie. */
    static long ln(long whole, long fraction) {
        if (whole == 1 && fraction == 0) {
            return 0;
        }
        int shift = Long.numberOfLeadingZeros(whole);
        long mantissa = shift == 0 ? whole : whole << shift | fraction >>> (Long.SIZE - shift);
        // In units of 2⁻⁵⁸: the mantissa's cut and 12, over 2⁵, and the exponent's table make less than 3.
        long v = LnTables.EXPONENT_LN[95 - shift] + (Ln64.mantissaLn(mantissa) >> 5) + (1L << 25);
        long r = (v - 3) >> 26;
        if (r == (v + 3) >> 26) {
            return r;
        }
        return above(whole, fraction, r) ? r + 1 : r;
    }

    /** T/2⁶⁴ > e^b for b = (r + ½)/2³². */
    private static boolean above(long whole, long fraction, long r) {
        Exp128 e = Exp128.of(2 * r + 1);
        int shift = 62 - e.exponent(); // T·2^shift in the units of e
        long high = whole << shift | fraction >>> 1 >>> (63 - shift);
        long low = fraction << shift;
        long gapLow = low - e.low();
        long gapHigh = high - e.high() - (Long.compareUnsigned(low, e.low()) < 0 ? 1 : 0);
        if (gapHigh < 0) {
            return false;
        }
        if (gapHigh > 0 || Long.compareUnsigned(gapLow, Exp128.ERROR) >= 0) {
            return true;
        }
        BigInteger t = BigExp.unsigned(whole).shiftLeft(64).add(BigExp.unsigned(fraction));
        return BigExp.below(2 * r + 1, BigInteger.ONE.shiftLeft(64), t);
    }
}
