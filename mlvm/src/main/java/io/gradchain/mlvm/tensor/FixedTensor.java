package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.Arrays;

/** An immutable vector or matrix of {@code fixed}, row-major; equal when shape and raw values are. */
public final class FixedTensor {
    private final int rank;
    private final int rows;
    private final int cols;
    private final long[] raws;

    private FixedTensor(int rank, int rows, int cols, long[] raws) {
        if (rows < 0 || cols < 0 || (long) rows * cols != raws.length) {
            throw new IllegalArgumentException(raws.length + " values for " + rows + " x " + cols);
        }
        this.rank = rank;
        this.rows = rows;
        this.cols = cols;
        this.raws = raws;
    }

    /** vec[n] with a copy of the raw values. */
    public static FixedTensor vec(long... raws) {
        return adoptVec(raws.clone());
    }

    /** mat[rows, cols] with a copy of the row-major raw values. */
    public static FixedTensor mat(int rows, int cols, long... raws) {
        return adoptMat(rows, cols, raws.clone());
    }

    /** As {@link #vec}, without the copy: the caller gives the array away. */
    public static FixedTensor adoptVec(long[] raws) {
        return new FixedTensor(1, raws.length, 1, raws);
    }

    /** As {@link #mat}, without the copy: the caller gives the array away. */
    public static FixedTensor adoptMat(int rows, int cols, long[] raws) {
        return new FixedTensor(2, rows, cols, raws);
    }

    public static FixedTensor zeros(int n) {
        return adoptVec(new long[n]);
    }

    public static FixedTensor zeros(int rows, int cols) {
        return adoptMat(rows, cols, new long[Math.multiplyExact(rows, cols)]);
    }

    /** 1 for a vector, 2 for a matrix. */
    public int rank() {
        return rank;
    }

    /** The leading dimension: n of a vector. */
    public int rows() {
        return rows;
    }

    /** 1 for a vector. */
    public int cols() {
        return cols;
    }

    public int size() {
        return raws.length;
    }

    /** The raw value at a row-major index; traps INDEX outside. */
    public long raw(int index) {
        if (index < 0 || index >= raws.length) {
            throw new TrapException(TrapCode.INDEX);
        }
        return raws[index];
    }

    /** The raw value at a row and column; traps INDEX outside. */
    public long raw(int row, int col) {
        if (row < 0 || row >= rows || col < 0 || col >= cols) {
            throw new TrapException(TrapCode.INDEX);
        }
        return raws[row * cols + col];
    }

    /** A copy of the row-major raw values. */
    public long[] toArray() {
        return raws.clone();
    }

    /** The row-major raw values themselves, only to be read. */
    long[] raws() {
        return raws;
    }

    /** Other values of the same shape, adopted. */
    FixedTensor like(long[] values) {
        return new FixedTensor(rank, rows, cols, values);
    }

    void requireSameShape(FixedTensor other) {
        if (rank != other.rank || rows != other.rows || cols != other.cols) {
            throw new TrapException(TrapCode.SHAPE);
        }
    }

    void requireRank(int wanted) {
        if (rank != wanted) {
            throw new TrapException(TrapCode.SHAPE);
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof FixedTensor t
                && rank == t.rank
                && rows == t.rows
                && cols == t.cols
                && Arrays.equals(raws(), t.raws());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(raws());
    }

    @Override
    public String toString() {
        StringBuilder s = new StringBuilder(rank == 1 ? "vec[" + rows + "]" : "mat[" + rows + ", " + cols + "]");
        for (int i = 0; i < Math.min(8, size()); i++) {
            s.append(' ').append(Fixed.toString(raw(i)));
        }
        return size() > 8 ? s.append(" …").toString() : s.toString();
    }
}
