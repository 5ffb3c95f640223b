package io.gradchain.mlvm.tensor;

/** Raw values as high·2³² + low with both halves signed 32-bit, so that products with narrow data fit 64 bits. */
record Limbs(
        @SuppressWarnings("ArrayRecordComponent") int[] high,
        @SuppressWarnings("ArrayRecordComponent") int[] low) {
    /** Splits with zeros up to {@code padded}; null where a high half needs 33 bits, from 2⁶³ − 2³¹ on. */
    static Limbs split(long[] raws, int padded) {
        int[] high = new int[padded];
        int[] low = new int[padded];
        for (int i = 0; i < raws.length; i++) {
            int l = (int) raws[i];
            long h = (raws[i] - l) >> 32;
            if (l < 0 && raws[i] >= Long.MAX_VALUE + l + 1) {
                return null;
            }
            high[i] = (int) h;
            low[i] = l;
        }
        return new Limbs(high, low);
    }
}
