package io.gradchain.consensus.pow;

import java.math.BigInteger;

/** Targets and the work they stand for: 256-bit numbers without sign (C-101). */
final class Work {
    static final int BYTES = 32;
    static final BigInteger SPACE = BigInteger.ONE.shiftLeft(8 * BYTES);

    private Work() {}

    /** Expected hashes of a block: 2²⁵⁶ / (target + 1). */
    static BigInteger of(BigInteger target) {
        return SPACE.divide(target.add(BigInteger.ONE));
    }

    /** The largest target that takes {@code hashes} expected attempts. */
    static BigInteger target(long hashes) {
        return SPACE.divide(BigInteger.valueOf(hashes)).subtract(BigInteger.ONE);
    }

    /** Big-endian, exactly 32 bytes. */
    static byte[] bytes(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > 8 * BYTES) {
            throw new IllegalArgumentException("not a number of 256 bits");
        }
        byte[] shortest = number.toByteArray();
        byte[] padded = new byte[BYTES];
        int kept = Math.min(BYTES, shortest.length);
        System.arraycopy(shortest, shortest.length - kept, padded, BYTES - kept, kept);
        return padded;
    }

    static BigInteger read(byte[] bytes) {
        return new BigInteger(1, bytes);
    }
}
