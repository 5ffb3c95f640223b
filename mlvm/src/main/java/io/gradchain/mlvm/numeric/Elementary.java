package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * The transcendental functions, correctly rounded: 64-bit arithmetic with an error bound, and where a rounding boundary
 * lies inside the bound, an exact comparison of that boundary (Ziv's strategy, ACM TOMS 17(3), 1991).
 *
 * <p>No boundary is ever met exactly, since e to a rational other than 0 is irrational; 0 and 1 are answered apart. A
 * comparison with r + ½ is turned into one with e to a known power: sigmoid x > b is e⁻ˣ·b < 1 − b, and so on.
 */
final class Elementary {
    private static final long ONE = Fixed.ONE;
    private static final long TAIL = 23 * ONE; // e⁻²³ < 2⁻³³, half a unit in the last place
    private static final long TANH_TAIL = 12 * ONE; // 2e⁻²⁴ < 2⁻³³
    private static final long LN2 =
            BigLn.ln2(33).add(BigInteger.ONE).shiftRight(1).longValue();

    /** Below −33·ln 2, eˣ is less than half a unit. */
    private static final long EXP_LEAST = -ln2Times(33);

    /** Above 31·ln 2, eˣ is out of range. */
    private static final long EXP_MOST = ln2Times(31);

    private static final long EXP_WIDE = 12 * ONE;

    private Elementary() {}

    /** ⌊k·ln 2⌋ in units of 2⁻³². */
    private static long ln2Times(int k) {
        return BigLn.ln2(96).multiply(BigInteger.valueOf(k)).shiftRight(64).longValue();
    }

    static long exp(long x) {
        if (x > EXP_WIDE) {
            if (x > EXP_MOST) {
                throw new TrapException(TrapCode.OVERFLOW);
            }
            return Exp128.round(x);
        }
        if (x < EXP_LEAST) {
            return 0;
        }
        if (x == 0) {
            return ONE;
        }
        int shift = 30 - ExpTables.EXPONENT[Exp64.coarse(x)];
        if (shift == 64) {
            return 1; // between 2⁻³³ and 2⁻³²·1.07; and Java shifts by 64 as by 0
        }
        long m = Exp64.mantissa(x) + (1L << (shift - 1));
        long r = m >>> shift;
        if (r == (m + Exp64.ERROR) >>> shift) {
            return r;
        }
        return expAbove(x, r) ? r + 1 : r;
    }

    /** eˣ > (r + ½)/2³², for x ≠ 0. */
    static boolean expAbove(long x, long r) {
        return !Exp128.below(2 * x, 2 * ONE, 2 * r + 1);
    }

    static long ln(long x) {
        if (x <= 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        if (x == ONE) {
            return 0;
        }
        int zeros = Long.numberOfLeadingZeros(x);
        // In units of 2⁻⁵⁸: the mantissa's 12/2⁵, the cut and the exponent's table make less than 3.
        long v = LnTables.EXPONENT_LN[63 - zeros] + (Ln64.mantissaLn(x << zeros) >> 5) + (1L << 25);
        long r = (v - 3) >> 26;
        if (r == (v + 3) >> 26) {
            return r;
        }
        return lnAbove(x, r) ? r + 1 : r;
    }

    /** ln x > b for b = (r + ½)/2³²: x·e⁻ᵇ > 1. */
    static boolean lnAbove(long x, long r) {
        return !Exp128.below(-(2 * r + 1), x, ONE);
    }

    static long sigmoid(long x) {
        long y = Math.abs(x);
        long r;
        if (y < 0 || y >= TAIL) {
            r = ONE; // y < 0: the magnitude of the least x
        } else if (y < ONE >> 10) {
            // ½ + y/4 − y³/48 + …: the cubic term is below a quarter unit and breaks the tie of y/4 downwards
            r = ONE / 2 + ((y + 1) >> 2);
        } else {
            r = upperSigmoid(y);
        }
        return x < 0 ? ONE - r : r;
    }

    private static long upperSigmoid(long y) {
        long error = Exp64.ERROR + 1 + Reciprocal64.ERROR;
        long v = Reciprocal64.of(Long.MIN_VALUE + Exp64.negative(y)) + (1L << 30);
        long r = (v - error) >>> 31;
        if (r == (v + error) >>> 31) {
            return r;
        }
        return sigmoidAbove(y, r) ? r + 1 : r;
    }

    /** 1/(1 + e⁻ʸ) > b for y > 0, b = (r + ½)/2³²: e⁻ʸ·b < 1 − b. */
    static boolean sigmoidAbove(long y, long r) {
        long b = 2 * r + 1;
        return Exp128.below(-2 * y, b, 2 * ONE - b);
    }

    static long tanh(long x) {
        long y = Math.abs(x);
        if (y < 0 || y >= TANH_TAIL) {
            return x < 0 ? -ONE : ONE;
        }
        if (y == 0) {
            return 0;
        }
        long error = Exp64.ERROR + 1 + Reciprocal64.ERROR;
        // tanh y = 2/(1 + e⁻²ʸ) − 1, in units of 2⁻⁶²
        long v = Reciprocal64.of(Long.MIN_VALUE + Exp64.negative(2 * y)) - (1L << 62) + (1L << 29);
        long r = (v - error) >> 30;
        if (r != (v + error) >> 30 && tanhAbove(y, r)) {
            r++;
        }
        return x < 0 ? -r : r;
    }

    /** tanh y > b for y > 0, b = (r + ½)/2³²: e⁻²ʸ·(1 + b) < 1 − b. */
    static boolean tanhAbove(long y, long r) {
        long b = 2 * r + 1;
        return Exp128.below(-4 * y, 2 * ONE + b, 2 * ONE - b);
    }

    static long softplus(long x) {
        if (x > 0) {
            // ln(1 + eˣ) = x + ln(1 + e⁻ˣ), and x is a whole number of units
            return x >= TAIL ? x : x + lowerSoftplus(x);
        }
        return x == 0 ? LN2 : x <= -TAIL ? 0 : lowerSoftplus(-x);
    }

    /** ln(1 + e⁻ʸ) for 0 < y < 23. */
    private static long lowerSoftplus(long y) {
        long error = Exp64.ERROR + 1 + Ln64.ERROR;
        long v = Ln64.mantissaLn(Long.MIN_VALUE + Exp64.negative(y)) + (1L << 30);
        long r = (v - error) >> 31;
        if (r == (v + error) >> 31) {
            return r;
        }
        return softplusAbove(y, r) ? r + 1 : r;
    }

    /** ln(1 + e⁻ʸ) > b for y > 0, b = (r + ½)/2³²: eᵇ < 1 + e⁻ʸ. */
    static boolean softplusAbove(long y, long r) {
        return Exp128.sumBelow(-2 * y, 2 * r + 1);
    }
}
