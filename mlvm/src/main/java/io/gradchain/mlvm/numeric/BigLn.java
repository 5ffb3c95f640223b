package io.gradchain.mlvm.numeric;

import java.math.BigInteger;

/** The natural logarithm to a chosen number of bits; fills the tables when classes load. */
final class BigLn {
    private BigLn() {}

    /** ln(n/d)·2^bits for 1 ≤ n/d ≤ 2, within 2 of it: 2·artanh((n − d)/(n + d)) by its power series. */
    static BigInteger ln(BigInteger n, BigInteger d, int bits) {
        int work = bits + 32;
        BigInteger z = n.subtract(d).shiftLeft(work).divide(n.add(d));
        BigInteger square = z.multiply(z).shiftRight(work);
        BigInteger power = z;
        BigInteger sum = BigInteger.ZERO;
        for (int k = 1; power.signum() != 0; k += 2) {
            sum = sum.add(power.divide(BigInteger.valueOf(k)));
            power = power.multiply(square).shiftRight(work);
        }
        return sum.shiftRight(work - bits - 1);
    }

    /** ln 2·2^bits, within 2 of it. */
    static BigInteger ln2(int bits) {
        return ln(BigInteger.TWO, BigInteger.ONE, bits);
    }
}
