package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.TrapCode;
import java.math.BigInteger;

/** The one rule on exact numbers: nearest, ties to even, then the range. */
final class Rounding {
    private Rounding() {}

    /** n/d for d ≠ 0, to the nearest integer, ties to even. */
    static BigInteger quotient(BigInteger n, BigInteger d) {
        BigInteger a = d.signum() < 0 ? n.negate() : n;
        BigInteger b = d.abs();
        BigInteger twice = a.shiftLeft(1).add(b);
        BigInteger[] qr = floorDivide(twice, b.shiftLeft(1));
        boolean tie = qr[1].signum() == 0;
        return tie && qr[0].testBit(0) ? qr[0].subtract(BigInteger.ONE) : qr[0];
    }

    private static BigInteger[] floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] qr = a.divideAndRemainder(b);
        return qr[1].signum() < 0 ? new BigInteger[] {qr[0].subtract(BigInteger.ONE), qr[1].add(b)} : qr;
    }

    /** n/2^bits. */
    static BigInteger scaled(BigInteger n, int bits) {
        return quotient(n, BigInteger.ONE.shiftLeft(bits));
    }

    /** The nearest integer to √n, n ≥ 0. */
    static BigInteger root(BigInteger n) {
        // (2√n + 1)/2 cut off
        return n.shiftLeft(2).sqrt().add(BigInteger.ONE).shiftRight(1);
    }

    static Outcome inRange(BigInteger raw) {
        return raw.bitLength() > 63 ? Outcome.trap(TrapCode.OVERFLOW) : Outcome.number(raw.longValue());
    }
}
