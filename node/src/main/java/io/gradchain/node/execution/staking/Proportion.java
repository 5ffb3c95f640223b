package io.gradchain.node.execution.staking;

import java.math.BigInteger;

/** {@code a · b / c} of numbers whose product is longer than 64 bits. */
final class Proportion {
    private Proportion() {}

    /** Rounded down. */
    static long floor(long a, long b, long c) {
        return product(a, b).divide(BigInteger.valueOf(c)).longValueExact();
    }

    /** Rounded up. */
    static long ceil(long a, long b, long c) {
        return product(a, b)
                .add(BigInteger.valueOf(c - 1))
                .divide(BigInteger.valueOf(c))
                .longValueExact();
    }

    /** The sign of {@code a · b − c · d}. */
    static int compare(long a, long b, long c, long d) {
        return product(a, b).compareTo(product(c, d));
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
