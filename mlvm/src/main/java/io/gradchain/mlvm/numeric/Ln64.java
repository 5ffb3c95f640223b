package io.gradchain.mlvm.numeric;

/** The logarithm of a mantissa in 64-bit arithmetic, with a stated error bound. */
final class Ln64 {
    /** |mantissaLn(m) − true| in units of 2⁻⁶³: two cut products 4.1, tables 4, series 3. */
    static final long ERROR = 12;

    private static final long THIRD = 0x5555_5555_5555_5555L;

    private Ln64() {}

    /** ln(m/2⁶³)·2⁶³ for an unsigned m ≥ 2⁶³. */
    static long mantissaLn(long m) {
        int i = (int) (m >>> 56) & 127;
        long p = Math.unsignedMultiplyHigh(m, LnTables.FIRST[i]) << 1; // 1 + less than 2⁻⁷
        int j = (int) (p >>> 49) & 127;
        long r = (Math.unsignedMultiplyHigh(p, LnTables.SECOND[j]) << 1) - Long.MIN_VALUE; // less than 2⁻¹⁴
        long t = r << 14; // in units of 2⁻⁷⁷
        long t2 = Math.unsignedMultiplyHigh(t, t); // 2⁻⁹⁰
        long t3 = Math.unsignedMultiplyHigh(t2, t); // 2⁻¹⁰³
        long t4 = Math.unsignedMultiplyHigh(t2, t2); // 2⁻¹¹⁶
        long series = r - (t2 >>> 28) + (Math.unsignedMultiplyHigh(t3, THIRD) >>> 40) - (t4 >>> 55);
        return LnTables.FIRST_LN[i] + LnTables.SECOND_LN[j] + series;
    }
}
