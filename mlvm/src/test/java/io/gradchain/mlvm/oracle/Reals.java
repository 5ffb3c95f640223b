package io.gradchain.mlvm.oracle;

import java.math.BigInteger;

/** Real functions as integers scaled by 2^bits, within 2^{@value #SLACK_BITS} units; textbook series, nothing clever. */
final class Reals {
    /** All results are within 2^20 units of the exact value; {@link ScalarOracle} asks for as many bits as that costs. */
    static final int SLACK_BITS = 20;

    private final int bits;
    private final BigInteger one;
    private final BigInteger ln2;

    Reals(int bits) {
        this.bits = bits;
        this.one = BigInteger.ONE.shiftLeft(bits);
        this.ln2 = artanh(one.divide(BigInteger.valueOf(3))).shiftLeft(1);
    }

    BigInteger one() {
        return one;
    }

    /** The raw value as a scaled real. */
    BigInteger of(long raw) {
        return BigInteger.valueOf(raw).shiftLeft(bits - 32);
    }

    /** eˣ for |x| < 64: x = k·ln 2 + r, r/16 by Taylor's series, raised to the 16th. */
    BigInteger exp(BigInteger x) {
        BigInteger[] kr = x.divideAndRemainder(ln2);
        BigInteger r = kr[1].shiftRight(4);
        BigInteger sum = one;
        BigInteger term = one;
        for (int n = 1; term.bitLength() > 1; n++) {
            term = term.multiply(r).shiftRight(bits).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        for (int i = 0; i < 4; i++) {
            sum = sum.multiply(sum).shiftRight(bits);
        }
        int k = kr[0].intValueExact();
        return k >= 0 ? sum.shiftLeft(k) : sum.shiftRight(-k);
    }

    /** ln x for x > 0: x = m·2ᵏ with m near 1, then 2·artanh((m − 1)/(m + 1)). */
    BigInteger ln(BigInteger x) {
        int k = x.bitLength() - 1 - bits;
        BigInteger m = k >= 0 ? x.shiftRight(k) : x.shiftLeft(-k);
        if (m.multiply(BigInteger.TWO).compareTo(one.multiply(BigInteger.valueOf(3))) > 0) {
            k++;
            m = k > 0 ? x.shiftRight(k) : x.shiftLeft(-k);
        }
        BigInteger z = m.subtract(one).shiftLeft(bits).divide(m.add(one));
        return artanh(z).shiftLeft(1).add(ln2.multiply(BigInteger.valueOf(k)));
    }

    /** z + z³/3 + z⁵/5 + …, for |z| ≤ 1/3. */
    private BigInteger artanh(BigInteger z) {
        BigInteger square = z.multiply(z).shiftRight(bits);
        BigInteger power = z;
        BigInteger sum = BigInteger.ZERO;
        for (int n = 1; power.abs().bitLength() > 1; n += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(n)));
            power = power.multiply(square).shiftRight(bits);
        }
        return sum;
    }

    BigInteger divide(BigInteger a, BigInteger b) {
        return a.shiftLeft(bits).divide(b);
    }
}
