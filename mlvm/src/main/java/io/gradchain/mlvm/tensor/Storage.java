package io.gradchain.mlvm.tensor;

/** How the raw values of a tensor lie in memory; nobody can tell the forms apart by results. */
sealed interface Storage permits Wide, Panels {
    /** The row-major raw values, only to be read. */
    long[] raws();

    long raw(int row, int col);

    /** Writes one row into {@code out} from {@code at} on. */
    void copyRow(int row, long[] out, int at);

    /** The bit length of the longest raw value without its sign, 0 to 63. */
    int bits();
}
