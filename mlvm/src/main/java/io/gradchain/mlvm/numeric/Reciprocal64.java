package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/** 1/d for d in [1, 2) by a table and a product of (1 + e)(1 + e²)(1 + e⁴), where e < 2⁻⁸ is what the table leaves. */
final class Reciprocal64 {
    /** |of(d) − true| in units of 2⁻⁶³. */
    static final long ERROR = 6;

    /** 2⁶⁴/(1 + (i + 1)/2⁸), cut off. */
    private static final long[] TABLE = new long[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = BigInteger.ONE
                    .shiftLeft(72)
                    .divide(BigInteger.valueOf(257 + i))
                    .longValue();
        }
    }

    private Reciprocal64() {}

    /** 2⁶³/(d/2⁶³) for an unsigned d ≥ 2⁶³. */
    static long of(long d) {
        long y = TABLE[(int) (d >>> 55) & 255];
        long e = Long.MIN_VALUE - Math.unsignedMultiplyHigh(d, y); // 2⁻⁶³
        long f = e << 8; // 2⁻⁷¹
        long e2 = Math.unsignedMultiplyHigh(f, f); // 2⁻⁷⁸
        long e3 = Math.unsignedMultiplyHigh(f, e2); // 2⁻⁸⁵
        long e4 = Math.unsignedMultiplyHigh(e2, e2); // 2⁻⁹²
        long a = Long.MIN_VALUE + e + (e2 >>> 15) + (e3 >>> 22);
        long b = a + (Math.unsignedMultiplyHigh(a, e4) >>> 28);
        return Math.unsignedMultiplyHigh(y, b);
    }
}
