package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * The exponential in 128-bit arithmetic, for the inputs where 64 bits leave a rounding boundary inside their error: as
 * quick as a second try, so that nobody gains by choosing such inputs.
 *
 * <p>e^(q/2³³) lies in [v, v + ERROR)·2^(exponent − 126), v = high·2⁶⁴ + low, from 2¹²⁶ to 2.14·2¹²⁶. Where even that
 * does not decide, {@link BigExp} takes as many bits as it needs.
 */
record Exp128(long high, long low, int exponent) {
    /** Each of three products cuts off less than 4 units of 2⁻¹²⁷ and doubles what it got at most once: below 64. */
    static final long ERROR = 64;

    /** For −45·2³³ ≤ q < 24·2³³. */
    static Exp128 of(long q) {
        long n = q & 0xfff;
        long n2 = n * n;
        // 1 + c + c²/2 + c³/6 + c⁴/24 + c⁵/120 for c = n/2³³, in units of 2⁻¹²⁷
        long rest = ((n2 * n) << 27) / 3 + n2 * n2 / 768 + ((n2 * n2 * n) >>> 38) / 120;
        long l = (n2 << 60) + rest;
        long h = Long.MIN_VALUE + (n << 30) + (n2 >>> 4) + carry(l, rest);
        int j = (int) (q >>> 20) & 511;
        long mh = ExpTables.MIDDLE_HIGH[j];
        long ml = ExpTables.MIDDLE_LOW[j];
        long pl = productLow(h, l, mh, ml);
        long ph = productHigh(h, l, mh, ml, pl);
        h = ph << 1 | pl >>> 63;
        l = pl << 1;
        int k = (int) (q >>> 12) & 255;
        mh = ExpTables.FINE_HIGH[k];
        ml = ExpTables.FINE_LOW[k];
        pl = productLow(h, l, mh, ml);
        ph = productHigh(h, l, mh, ml, pl);
        h = ph << 1 | pl >>> 63;
        l = pl << 1;
        int i = (int) (q >> 29) - 16 * ExpTables.LEAST;
        mh = ExpTables.COARSE_HIGH[i];
        ml = ExpTables.COARSE_LOW[i];
        pl = productLow(h, l, mh, ml);
        return new Exp128(productHigh(h, l, mh, ml, pl), pl, ExpTables.EXPONENT[i]);
    }

    private static long carry(long sum, long term) {
        return Long.compareUnsigned(sum, term) < 0 ? 1 : 0;
    }

    /** The lower 64 of the upper 128 bits of a 256-bit product, at most 3 too small with its carries. */
    private static long productLow(long ah, long al, long bh, long bl) {
        return ah * bh + Math.unsignedMultiplyHigh(ah, bl) + Math.unsignedMultiplyHigh(al, bh);
    }

    private static long productHigh(long ah, long al, long bh, long bl, long low) {
        long cross = Math.unsignedMultiplyHigh(al, bh);
        long first = ah * bh;
        long second = first + Math.unsignedMultiplyHigh(ah, bl);
        return Math.unsignedMultiplyHigh(ah, bh) + carry(second, first) + carry(low, cross);
    }

    /** e^(q/2³³)·p < bound, for p and bound positive as unsigned numbers and q ≠ 0. */
    static boolean below(long q, long p, long bound) {
        Exp128 e = of(q);
        int ps = Long.numberOfLeadingZeros(p);
        int bs = Long.numberOfLeadingZeros(bound);
        // Both sides in one unit: e·p as xh:xl, and bound·2ᵏ once its leading zeros are shifted out.
        long pn = p << ps;
        long bn = bound << bs;
        long cross = Math.unsignedMultiplyHigh(e.low, pn);
        long xl = e.high * pn + cross;
        long xh = Math.unsignedMultiplyHigh(e.high, pn) + carry(xl, cross);
        int k = ps - bs - e.exponent + 62;
        if (k > 64) {
            return true; // bound·2ᵏ ≥ 2¹²⁸
        }
        if (k < 61) {
            return false; // bound·2ᵏ < 2¹²⁵ ≤ e·p
        }
        long bh = k == 64 ? bn : bn >>> (64 - k);
        long bl = k == 64 ? 0 : bn << k;
        if (!less(xh, xl, bh, bl)) {
            return false;
        }
        long gapLow = bl - xl;
        long gapHigh = bh - xh - (Long.compareUnsigned(bl, xl) < 0 ? 1 : 0);
        if (gapHigh != 0 || Long.compareUnsigned(gapLow, ERROR + 2) > 0) {
            return true;
        }
        return BigExp.below(q, BigExp.unsigned(p), BigExp.unsigned(bound));
    }

    private static boolean less(long ah, long al, long bh, long bl) {
        return ah != bh ? Long.compareUnsigned(ah, bh) < 0 : Long.compareUnsigned(al, bl) < 0;
    }

    /** e^(b/2³³) < 1 + e^(x/2³³), for 0 < b/2³³ < 11/16 + 1/16 and −24 ≤ x/2³³ < 0. */
    static boolean sumBelow(long x, long b) {
        Exp128 e = of(x);
        Exp128 wall = of(b);
        int shift = -e.exponent; // from 1 to 35
        long sl = e.low >>> shift | e.high << (64 - shift);
        long sh = (e.high >>> shift) + (1L << 62);
        boolean low = less(wall.high, wall.low, sh, sl);
        long gapHigh = low ? sh - wall.high : wall.high - sh;
        long gapLow = low ? sl - wall.low : wall.low - sl;
        gapHigh -= low ? borrow(sl, wall.low) : borrow(wall.low, sl);
        if (gapHigh != 0 || Long.compareUnsigned(gapLow, ERROR + 2) > 0) {
            return low;
        }
        return BigExp.sumBelow(x, b);
    }

    private static long borrow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
    }

    /** eˣ as a raw value, for 12 ≤ x ≤ 31·ln 2 (x raw), where 64 bits leave few guard bits or none. */
    static long round(long x) {
        Exp128 e = of(2 * x);
        int shift = 30 - e.exponent; // the unit of the result is this bit of high: 0 to 13
        if (shift > 0) {
            long half = 1L << (shift - 1);
            long r = (e.high + half) >>> shift;
            long next = e.high + carry(e.low + ERROR, ERROR);
            return r == (next + half) >>> shift || !aboveHalf(x, r) ? r : r + 1;
        }
        boolean near = e.low >= 0 && e.low + ERROR < 0;
        boolean up = near ? aboveHalf(x, e.high) : e.low < 0;
        return up ? e.high + 1 : e.high;
    }

    private static boolean aboveHalf(long x, long r) {
        return !BigExp.below(2 * x, BigInteger.ONE.shiftLeft(33), BigExp.odd(r));
    }
}
