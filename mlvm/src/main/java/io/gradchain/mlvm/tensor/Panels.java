package io.gradchain.mlvm.tensor;

/**
 * The narrow form of a matrix whose raw values all have 16 zero low bits and a magnitude below 256 (or −256): four bytes
 * a value, in panels of eight rows.
 *
 * <pre>
 * value (i, j) at ((i / 8)·cols + j)·8 + i % 8, in units of 2⁻¹⁶; rows past the last are 0
 * </pre>
 */
record Panels(@SuppressWarnings("ArrayRecordComponent") int[] values, int rows, int cols, int bits) implements Storage {
    static final int HEIGHT = 8;
    static final int SHIFT = 16;
    private static final int MOST_BITS = 40;

    /** The narrow form, or null where the values do not allow it. */
    static Panels of(Wide wide, int rows, int cols) {
        long[] raws = wide.raws();
        long all = 0;
        long magnitudes = 0;
        for (int i = 0; i < rows; i++) {
            for (int k = i * cols; k < (i + 1) * cols; k++) {
                all |= raws[k];
                magnitudes |= raws[k] ^ (raws[k] >> 63);
            }
            if ((all & 0xffff) != 0 || magnitudes >>> MOST_BITS != 0) {
                return null;
            }
        }
        int[] values = new int[panels(rows) * HEIGHT * cols];
        for (int i = 0; i < rows; i++) {
            int to = i / HEIGHT * cols * HEIGHT + i % HEIGHT;
            for (int j = 0; j < cols; j++) {
                values[to + j * HEIGHT] = (int) (raws[i * cols + j] >> SHIFT);
            }
        }
        return new Panels(values, rows, cols, 64 - Long.numberOfLeadingZeros(magnitudes));
    }

    static int panels(int rows) {
        return (rows + HEIGHT - 1) / HEIGHT;
    }

    int panels() {
        return panels(rows);
    }

    @Override
    public long raw(int row, int col) {
        return (long) values[(row / HEIGHT * cols + col) * HEIGHT + row % HEIGHT] << SHIFT;
    }

    @Override
    public long[] raws() {
        long[] raws = new long[rows * cols];
        for (int i = 0; i < rows; i++) {
            copyRow(i, raws, i * cols);
        }
        return raws;
    }

    @Override
    public void copyRow(int row, long[] out, int at) {
        int from = row / HEIGHT * cols * HEIGHT + row % HEIGHT;
        for (int j = 0; j < cols; j++) {
            out[at + j] = (long) values[from + j * HEIGHT] << SHIFT;
        }
    }
}
