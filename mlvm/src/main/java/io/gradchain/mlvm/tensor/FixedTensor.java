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

    /** Replaced by an equal form when a product asks; a race is harmless, as every form is immutable and the same values. */
    private Storage storage;

    private FixedTensor(int rank, int rows, int cols, long[] raws) {
        if (rows < 0 || cols < 0 || (long) rows * cols != raws.length) {
            throw new IllegalArgumentException(raws.length + " values for " + rows + " x " + cols);
        }
        this.rank = rank;
        this.rows = rows;
        this.cols = cols;
        this.storage = new Wide(raws, cols, Wide.UNKNOWN_BITS, rank == 2 && rows >= Panels.HEIGHT && cols > 0);
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
        return rows * cols;
    }

    /** The raw value at a row-major index; traps INDEX outside. */
    public long raw(int index) {
        if (index < 0 || index >= size()) {
            throw new TrapException(TrapCode.INDEX);
        }
        return storage.raw(index / cols, index % cols);
    }

    /** The raw value at a row and column; traps INDEX outside. */
    public long raw(int row, int col) {
        if (row < 0 || row >= rows || col < 0 || col >= cols) {
            throw new TrapException(TrapCode.INDEX);
        }
        return storage.raw(row, col);
    }

    /** A copy of the row-major raw values. */
    public long[] toArray() {
        return storage instanceof Wide wide ? wide.raws().clone() : storage.raws();
    }

    /** The row-major raw values, only to be read; a narrow matrix unpacks them, O(size). */
    long[] raws() {
        return storage.raws();
    }

    /** The narrow form, or null where the values do not allow it; looked at once, O(size). */
    Panels panels() {
        return switch (storage) {
            case Panels panels -> panels;
            case Wide wide
            when wide.narrowable() -> {
                Panels panels = Panels.of(wide, rows, cols);
                storage = panels != null ? panels : new Wide(wide.raws(), cols, wide.bits(), false);
                yield panels;
            }
            case Wide wide -> null;
        };
    }

    /** The bit length of the longest raw value without its sign; looked at once, O(size). */
    int bits() {
        if (storage instanceof Wide wide && wide.bits() == Wide.UNKNOWN_BITS) {
            storage = new Wide(wide.raws(), cols, Wide.bits(wide.raws()), wide.narrowable());
        }
        return storage.bits();
    }

    /** Copies row {@code row} into {@code out} from {@code at} on, O(cols) whatever the form. */
    void copyRow(int row, long[] out, int at) {
        storage.copyRow(row, out, at);
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
