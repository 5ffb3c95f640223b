package io.gradchain.mlvm.numeric;

/** An exact signed sum of up to 2³¹ products of raw values, in 192 bits; one rounding at its end. */
public final class Accumulator {
    private long high;
    private long middle;
    private long low;

    public void addProduct(long x, long y) {
        add(Math.multiplyHigh(x, y), x * y);
    }

    /** Adds the 128-bit signed number h·2⁶⁴ + l. */
    public void add(long h, long l) {
        low += l;
        long carry = Long.compareUnsigned(low, l) < 0 ? 1 : 0;
        long m = middle + h;
        long over = Long.compareUnsigned(m, h) < 0 ? 1 : 0;
        middle = m + carry;
        over += middle == 0 ? carry : 0;
        high += (h >> 63) + over;
    }

    /** The sum as a number with 64 fraction bits, rounded to a raw value; traps OVERFLOW. */
    public long roundProducts() {
        if (high != middle >> 63) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return Fixed.roundProduct(middle, low);
    }

    /** The sum as a number with 32 fraction bits; traps OVERFLOW. */
    public long exactSum() {
        if (high != middle >> 63 || middle != low >> 63) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return low;
    }

    /** The sum, with 32 fraction bits and below 2⁹⁴ in magnitude, over n ≥ 1. */
    public long roundQuotient(int n) {
        boolean negative = middle < 0;
        long l = negative ? -low : low;
        long h = negative ? ~middle + (low == 0 ? 1 : 0) : middle;
        long q = 0;
        long rest = 0;
        for (long digit : new long[] {h, l >>> 32, l & 0xffff_ffffL}) {
            long part = rest << 32 | digit; // rest < n < 2³¹ and h < 2³⁰, so positive
            q = q << 32 | part / n;
            rest = part % n;
        }
        long twice = 2 * rest;
        long r = twice > n || (twice == n && (q & 1) != 0) ? q + 1 : q;
        return negative ? -r : r;
    }

    /** The root of the sum of products, which is not negative; traps OVERFLOW. */
    public long roundRoot() {
        if (high != 0 || middle >>> 62 != 0) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        long root = (middle | low) == 0 ? 0 : Root64.of(middle, low);
        if (root < 0) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return root;
    }
}
