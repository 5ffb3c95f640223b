package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/** The exponential to any precision, and comparisons decided by taking as many bits as they need. */
final class BigExp {
    private static final int FIRST_BITS = 192;
    private static final int HALVINGS = 12;

    private BigExp() {}

    static BigInteger big(long n) {
        return BigInteger.valueOf(n);
    }

    static BigInteger unsigned(long n) {
        return n >= 0 ? big(n) : big(n).add(BigInteger.ONE.shiftLeft(64));
    }

    /** 2n + 1. */
    static BigInteger odd(long n) {
        return big(n).shiftLeft(1).add(BigInteger.ONE);
    }

    /**
     * e^(q/2³³)·2^bits for |q| < 2³⁹, within {@code ERROR} of it.
     *
     * <p>Taylor's series of the argument halved 12 times, then 12 squarings; 96 guard bits leave the error far below one.
     */
    static BigInteger exp(long q, int bits) {
        int work = bits + 96;
        int shift = work - 33 - HALVINGS;
        BigInteger r = big(q).shiftLeft(shift);
        BigInteger term = BigInteger.ONE.shiftLeft(work);
        BigInteger sum = term;
        for (int k = 1; term.signum() != 0; k++) {
            term = term.multiply(r).shiftRight(work).divide(big(k));
            sum = sum.add(term);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum).shiftRight(work);
        }
        return sum.shiftRight(work - bits);
    }

    /** e^(q/2³³)·p < bound, for p > 0 and q ≠ 0. */
    static boolean below(long q, BigInteger p, BigInteger bound) {
        for (int bits = FIRST_BITS; ; bits *= 2) {
            BigInteger e = exp(q, bits);
            BigInteger wall = bound.shiftLeft(bits);
            boolean low = e.subtract(BigInteger.TWO).multiply(p).compareTo(wall) < 0;
            boolean high = e.add(BigInteger.TWO).multiply(p).compareTo(wall) < 0;
            if (low == high) {
                return low;
            }
        }
    }

    /** e^(b/2³³) < 1 + e^(x/2³³), for b > 0. */
    static boolean sumBelow(long x, long b) {
        for (int bits = FIRST_BITS; ; bits *= 2) {
            BigInteger gap = exp(x, bits).add(BigInteger.ONE.shiftLeft(bits)).subtract(exp(b, bits));
            if (gap.bitLength() > 3) {
                return gap.signum() > 0;
            }
        }
    }
}
