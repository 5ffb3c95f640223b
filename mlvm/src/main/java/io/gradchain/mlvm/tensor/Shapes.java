package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.Arrays;

/** Rearrangements: every output value is an input value, 0 or 1. */
public final class Shapes {
    private Shapes() {}

    /** Row i of mat[n, d] as vec[d]; traps INDEX. */
    public static FixedTensor row(FixedTensor x, int i) {
        x.requireRank(2);
        requireRange(i, (long) i + 1, x.rows());
        long[] out = new long[x.cols()];
        x.copyRow(i, out, 0);
        return FixedTensor.adoptVec(out);
    }

    /** Rows [from, to) of mat[n, d] as mat[to − from, d]; traps INDEX. */
    public static FixedTensor rows(FixedTensor x, int from, int to) {
        x.requireRank(2);
        requireRange(from, to, x.rows());
        long[] out = new long[(to - from) * x.cols()];
        for (int i = from; i < to; i++) {
            x.copyRow(i, out, (i - from) * x.cols());
        }
        return FixedTensor.adoptMat(to - from, x.cols(), out);
    }

    /** Elements [from, to) of a vector; traps INDEX. */
    public static FixedTensor slice(FixedTensor x, int from, int to) {
        x.requireRank(1);
        requireRange(from, to, x.rows());
        return FixedTensor.adoptVec(Arrays.copyOfRange(x.raws(), from, to));
    }

    /** One after the other along the leading dimension: two vectors, or two matrices of as many columns. */
    public static FixedTensor concat(FixedTensor x, FixedTensor y) {
        if (x.rank() != y.rank() || x.cols() != y.cols()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        long[] out = Arrays.copyOf(x.raws(), Math.addExact(x.size(), y.size()));
        System.arraycopy(y.raws(), 0, out, x.size(), y.size());
        return x.rank() == 1
                ? FixedTensor.adoptVec(out)
                : FixedTensor.adoptMat(Math.addExact(x.rows(), y.rows()), x.cols(), out);
    }

    public static FixedTensor transpose(FixedTensor x) {
        x.requireRank(2);
        long[] a = x.raws();
        int n = x.rows();
        int d = x.cols();
        long[] out = new long[a.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < d; j++) {
                out[j * n + i] = a[i * d + j];
            }
        }
        return FixedTensor.adoptMat(d, n, out);
    }

    /** The same row-major values as mat[rows, cols]; traps SHAPE unless rows·cols is the size. */
    public static FixedTensor reshape(FixedTensor x, int rows, int cols) {
        if (rows < 0 || cols < 0 || (long) rows * cols != x.size()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        return FixedTensor.adoptMat(rows, cols, x.raws());
    }

    /** The same row-major values as one vector. */
    public static FixedTensor flatten(FixedTensor x) {
        return FixedTensor.adoptVec(x.raws());
    }

    /** vec[n] of zeros with 1.0 at {@code index}; traps INDEX. */
    public static FixedTensor oneHot(long index, int n) {
        long[] out = new long[n];
        out[requireIndex(index, n, TrapException.NO_ELEMENT)] = Fixed.ONE;
        return FixedTensor.adoptVec(out);
    }

    /** Row i is the one-hot vec[n] of the whole number labelsᵢ; traps DOMAIN if not whole, INDEX if outside [0, n). */
    public static FixedTensor oneHot(FixedTensor labels, int n) {
        labels.requireRank(1);
        long[] out = new long[Math.multiplyExact(labels.rows(), n)];
        for (int i = 0; i < labels.rows(); i++) {
            out[i * n + whole(labels.raws()[i], n, i)] = Fixed.ONE;
        }
        return FixedTensor.adoptMat(labels.rows(), n, out);
    }

    /** x at the whole numbers of {@code indices}: elements of a vector, rows of a matrix; traps as {@link #oneHot}. */
    public static FixedTensor gather(FixedTensor x, FixedTensor indices) {
        indices.requireRank(1);
        int d = x.cols();
        long[] out = new long[Math.multiplyExact(indices.rows(), d)];
        for (int i = 0; i < indices.rows(); i++) {
            int from = whole(indices.raws()[i], x.rows(), i);
            x.copyRow(from, out, i * d);
        }
        return x.rank() == 1 ? FixedTensor.adoptVec(out) : FixedTensor.adoptMat(indices.rows(), d, out);
    }

    private static int whole(long raw, int n, int element) {
        if (raw != Fixed.toInt(raw) << Fixed.FRACTION_BITS) {
            throw new TrapException(TrapCode.DOMAIN, element);
        }
        return requireIndex(Fixed.toInt(raw), n, element);
    }

    private static int requireIndex(long index, int n, int element) {
        if (index < 0 || index >= n) {
            throw new TrapException(TrapCode.INDEX, element);
        }
        return (int) index;
    }

    private static void requireRange(long from, long to, int n) {
        if (from < 0 || from > to || to > n) {
            throw new TrapException(TrapCode.INDEX);
        }
    }
}
