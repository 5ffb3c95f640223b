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
        long m = x << (2 * half); // v = m/2⁶⁴ from ¼ to 1
        long y0 = TABLE[(int) (m >>> 54)]; // 1/√v, 2⁻⁶², good to 2⁻¹⁰
        long vy = Math.unsignedMultiplyHigh(m, Math.unsignedMultiplyHigh(y0, y0)); // v·y0², 2⁻⁶⁰
        long y = Math.unsignedMultiplyHigh(y0, (3L << 60) - vy); // y0·(3 − v·y0²)/2, 2⁻⁵⁹, good to 2⁻¹⁹
        long s = Math.unsignedMultiplyHigh(m, y); // √v, 2⁻⁵⁹
        s = refine(s, y, m); // good to 2⁻³⁷
        s = refine(s, y, m); // good to 2⁻⁵⁵
        int shift = 11 + half;
        return settle(x << 32, (s + (1L << (shift - 1))) >>> shift);
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
