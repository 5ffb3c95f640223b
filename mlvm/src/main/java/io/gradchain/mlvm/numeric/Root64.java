package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/** The square root of a raw value: a table of reciprocal roots, three refinements, and an exact last step. */
final class Root64 {
    /** 2⁶²/√((i + ½)/2¹⁰) for 2⁸ ≤ i < 2¹⁰. */
    private static final long[] TABLE = new long[1024];

    static {
        for (int i = 256; i < TABLE.length; i++) {
            // 2⁶²/√((2i + 1)/2¹¹) = √(2¹³⁵/(2i + 1))
            TABLE[i] = BigInteger.ONE
                    .shiftLeft(135)
                    .divide(BigInteger.valueOf(2L * i + 1))
                    .sqrt()
                    .longValue();
        }
    }

    private Root64() {}

    /** √(x·2³²) to the nearest integer, for x > 0. */
    static long of(long x) {
        int half = Long.numberOfLeadingZeros(x) >>> 1;
        int shift = 11 + half;
        return settle(x << 32, (root(x << (2 * half)) + (1L << (shift - 1))) >>> shift);
    }

    /** √(h·2⁶⁴ + l) to the nearest integer, for 0 < h·2⁶⁴ + l < 2¹²⁶, as an unsigned number up to 2⁶³. */
    static long of(long h, long l) {
        int zeros = h != 0 ? Long.numberOfLeadingZeros(h) : 64 + Long.numberOfLeadingZeros(l);
        int half = zeros >>> 1;
        int up = 2 * half;
        long m = up >= 64 ? l << (up - 64) : up == 0 ? h : h << up | l >>> (64 - up);
        long r = (root(m) << 5) >>> half;
        if (r >>> 50 != 0) {
            // Newton's step for the bits the table's root does not have; the difference is below 2⁷⁵
            r += (differenceHigh(h, l, r) << 52 | (l - r * r) >>> 12) / (r >>> 11);
        }
        while (above(h, l, r)) {
            r++;
        }
        while (r != 0 && !above(h, l, r - 1)) {
            r--;
        }
        return r;
    }

    private static long differenceHigh(long h, long l, long r) {
        return h - Math.unsignedMultiplyHigh(r, r) - (Long.compareUnsigned(l, r * r) < 0 ? 1 : 0);
    }

    /** h·2⁶⁴ + l > r² + r, which is √ > r + ½. */
    private static boolean above(long h, long l, long r) {
        long high = differenceHigh(h, l, r);
        return high > 0 || (high == 0 && Long.compareUnsigned(l - r * r, r) > 0);
    }

    /** √v in units of 2⁻⁵⁹, good to 2⁻⁵⁵, for v = m/2⁶⁴ from ¼ to 1. */
    private static long root(long m) {
        long y0 = TABLE[(int) (m >>> 54)]; // 1/√v, 2⁻⁶², good to 2⁻¹⁰
        long vy = Math.unsignedMultiplyHigh(m, Math.unsignedMultiplyHigh(y0, y0)); // v·y0², 2⁻⁶⁰
        long y = Math.unsignedMultiplyHigh(y0, (3L << 60) - vy); // y0·(3 − v·y0²)/2, 2⁻⁵⁹, good to 2⁻¹⁹
        long s = Math.unsignedMultiplyHigh(m, y); // 2⁻⁵⁹
        s = refine(s, y, m); // good to 2⁻³⁷
        return refine(s, y, m);
    }

    /** s + (v − s²)·y/2. */
    private static long refine(long s, long y, long m) {
        long rest = (m >>> 2) - Math.unsignedMultiplyHigh(s << 4, s << 4); // 2⁻⁶²
        return s + (Math.multiplyHigh(rest, y) << 1);
    }

    /**
     * Moves c to where c² − c < N ≤ c² + c, which is c − ½ < √N < c + ½; n is N mod 2⁶⁴, enough for the small N − c².
     */
    private static long settle(long n, long c) {
        long r = c;
        while (n - r * r > r) {
            r++;
        }
        while (n - r * r <= -r) {
            r--;
        }
        return r;
    }
}
