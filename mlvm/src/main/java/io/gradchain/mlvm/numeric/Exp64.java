package io.gradchain.mlvm.numeric;

/** The exponential in 64-bit arithmetic: quick, never above the true value, and below it by a stated bound. */
final class Exp64 {
    /**
     * The true mantissa lies in [mantissa(x), mantissa(x) + ERROR).
     *
     * <p>In units of 2⁻⁶³: middle·fine 4.3, series 1.2 (its cut and the cube it leaves out), their product 7.6; the
     * coarse factor, below 2, makes at most 9.2 units of 2⁻⁶² of it.
     */
    static final long ERROR = 12;

    private Exp64() {}

    /** The place of x in the coarse table, for −45 ≤ x < 24 (x raw). */
    static int coarse(long x) {
        return (int) (x >> 28) - 16 * ExpTables.LEAST;
    }

    /** m with eˣ = m·2^(EXPONENT[coarse(x)] − 62), unsigned, from 2⁶² to 2.14·2⁶². */
    static long mantissa(long x) {
        long n = x & 0x7ff;
        long series = Long.MIN_VALUE + (n << 31) + ((n * n) >>> 2); // 1 + c + c²/2 for c = n/2³², in units of 2⁻⁶³
        long head = Math.unsignedMultiplyHigh(
                        ExpTables.MIDDLE_HIGH[(int) (x >>> 19) & 511], ExpTables.FINE_HIGH[(int) (x >>> 11) & 255])
                << 1;
        long tail = Math.unsignedMultiplyHigh(head, series) << 1;
        return Math.unsignedMultiplyHigh(ExpTables.COARSE_HIGH[coarse(x)], tail);
    }

    /** e⁻ʸ·2⁶³ for 0 < y < 24 (y raw); the true value is less than ERROR + 1 above. */
    static long negative(long y) {
        long x = -y;
        return mantissa(x) >>> (-1 - ExpTables.EXPONENT[coarse(x)]);
    }
}
