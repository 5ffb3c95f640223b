package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/**
 * The type {@code fixed}: a signed 64-bit {@code raw} whose value is raw / 2³².
 *
 * <p>Every operation takes and gives raw values and returns the exact real result rounded once, ties to even. It rounds
 * as if the range were unbounded and then traps OVERFLOW if the result does not fit; an input outside the definition
 * traps DOMAIN.
 */
public final class Fixed {
    public static final int FRACTION_BITS = 32;
    public static final long ONE = 1L << FRACTION_BITS;
    public static final long MAX = Long.MAX_VALUE;
    public static final long MIN = Long.MIN_VALUE;

    static final BigInteger BIG_ONE = BigInteger.valueOf(ONE);

    private Fixed() {}

    public static long add(long x, long y) {
        return Ints.add(x, y);
    }

    public static long sub(long x, long y) {
        return Ints.sub(x, y);
    }

    public static long neg(long x) {
        return Ints.neg(x);
    }

    public static long abs(long x) {
        return Ints.abs(x);
    }

    public static long min(long x, long y) {
        return Math.min(x, y);
    }

    public static long max(long x, long y) {
        return Math.max(x, y);
    }

    public static int compare(long x, long y) {
        return Long.compare(x, y);
    }

    public static long mul(long x, long y) {
        return roundProduct(Math.multiplyHigh(x, y), x * y);
    }

    /** high·2⁶⁴ + low (unsigned), a number with 64 fraction bits, rounded to a raw value; traps OVERFLOW. */
    public static long roundProduct(long high, long low) {
        // Adding just under half, or half when the kept part is odd, and cutting is rounding half to even.
        long sum = low + 0x7fff_ffffL + ((low >>> 32) & 1);
        long h = Long.compareUnsigned(sum, low) < 0 ? high + 1 : high;
        long q = (h << 32) | (sum >>> 32);
        if (h >> 32 != q >> 63) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return q;
    }

    /** x/y; y = 0 traps DOMAIN. */
    public static long div(long x, long y) {
        if (y == 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        long a = Math.abs(x); // 2⁶³ stays what it is, read as unsigned
        long b = Math.abs(y);
        long whole = Long.divideUnsigned(a, b);
        long rest = a - whole * b;
        if (whole >>> 32 != 0) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        long digit = digit(rest, b);
        long remainder = (rest << 32) - digit * b; // exact: it is below b
        long q = (whole << 32) + digit;
        // twice the remainder against b, without its overflow
        long side = remainder - (b - remainder);
        boolean less = Long.compareUnsigned(remainder, b - remainder) < 0;
        boolean up = !less && (side != 0 || (q & 1) != 0);
        return signed(q, up, (x ^ y) < 0);
    }

    private static long signed(long q, boolean up, boolean negative) {
        long r = up ? q + 1 : q;
        if (negative) {
            if (Long.compareUnsigned(r, MIN) > 0 || (up && r == 0)) {
                throw new TrapException(TrapCode.OVERFLOW);
            }
            return -r;
        }
        if (r < 0 || (up && r == 0)) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return r;
    }

    /** ⌊rest·2³² / b⌋ for unsigned rest < b: one digit of long division in base 2³² (Knuth, TAOCP 4.3.1, D3). */
    private static long digit(long rest, long b) {
        if (rest >>> 32 == 0) {
            return Long.divideUnsigned(rest << 32, b);
        }
        int shift = Long.numberOfLeadingZeros(b);
        long d = b << shift;
        long r = rest << shift;
        long top = d >>> 32;
        long low = d & 0xffff_ffffL;
        long q = Long.divideUnsigned(r, top);
        long left = r - q * top;
        while (q >>> 32 != 0 || Long.compareUnsigned(q * low, left << 32) > 0) {
            q--;
            left += top;
            if (left >>> 32 != 0) {
                break;
            }
        }
        return q;
    }

    /** √x; x < 0 traps DOMAIN. */
    public static long sqrt(long x) {
        if (x < 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        return x == 0 ? 0 : Root64.of(x);
    }

    /** eˣ; traps OVERFLOW from x = 31·ln 2 on. */
    public static long exp(long x) {
        return Elementary.exp(x);
    }

    /** ln x; x ≤ 0 traps DOMAIN. */
    public static long ln(long x) {
        return Elementary.ln(x);
    }

    /** 1/(1 + e⁻ˣ). */
    public static long sigmoid(long x) {
        return Elementary.sigmoid(x);
    }

    /** ln(1 + eˣ). */
    public static long softplus(long x) {
        return Elementary.softplus(x);
    }

    public static long tanh(long x) {
        return Elementary.tanh(x);
    }

    /** ⌊x⌋ as an {@code int}. */
    public static long toInt(long x) {
        return x >> FRACTION_BITS;
    }

    /** The {@code int} n as a raw value; traps OVERFLOW outside [−2³¹, 2³¹). */
    public static long toFixed(long n) {
        if (n != (int) n) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return n << FRACTION_BITS;
    }

    /** Reads {@code -1.25e-3}; rounds its exact decimal value once. */
    public static ParseResult parse(String text) {
        return Decimals.parse(text);
    }

    /** The shortest decimal that {@link #parse} reads back to the same raw value. */
    public static String toString(long raw) {
        return Decimals.shortest(raw);
    }

    /** The whole decimal expansion, at most 32 fraction digits. */
    public static String toExactString(long raw) {
        return Decimals.exact(raw);
    }
}
