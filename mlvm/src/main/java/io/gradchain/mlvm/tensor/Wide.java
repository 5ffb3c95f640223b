package io.gradchain.mlvm.tensor;

/** Eight bytes a value, row-major. {@code narrowable} is false once a look at all values said so. */
record Wide(@SuppressWarnings("ArrayRecordComponent") long[] raws, int cols, int bits, boolean narrowable)
        implements Storage {
    static final int UNKNOWN_BITS = -1;

    @Override
    public long raw(int row, int col) {
        return raws[row * cols + col];
    }

    @Override
    public void copyRow(int row, long[] out, int at) {
        System.arraycopy(raws, row * cols, out, at, cols);
    }

    static int bits(long[] raws) {
        long all = 0;
        for (long raw : raws) {
            all |= raw ^ (raw >> 63);
        }
        return 64 - Long.numberOfLeadingZeros(all);
    }
}
