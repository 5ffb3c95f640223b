package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

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

    /** The sum, with 32 fraction bits, over n ≥ 1. */
    public long roundQuotient(int n) {
        BigInteger[] qr = value().divideAndRemainder(BigInteger.valueOf(n));
        int side = Long.compare(Math.abs(qr[1].longValue()) * 2, n);
        boolean away = side > 0 || (side == 0 && qr[0].testBit(0));
        return qr[0].longValueExact() + (away ? value().signum() : 0);
    }

    /** The root of the sum of products, which is not negative; traps OVERFLOW. */
    public long roundRoot() {
        BigInteger root = Fixed.roundedRoot(value());
        if (root.bitLength() > 63) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return root.longValue();
    }

    private BigInteger value() {
        return BigInteger.valueOf(high)
                .shiftLeft(128)
                .add(BigExp.unsigned(middle).shiftLeft(64))
                .add(BigExp.unsigned(low));
    }
}
