package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;

/** Products of matrices and vectors; each output element is an exact sum rounded once. */
public final class Products {
    private Products() {}

    /** X·w: mat[n, d] by vec[d] gives vec[n]. */
    public static FixedTensor matvec(FixedTensor x, FixedTensor w) {
        x.requireRank(2);
        w.requireRank(1);
        requireEqual(x.cols(), w.rows());
        return FixedTensor.adoptVec(multiply(x.rows(), x.cols(), 1, x.raws(), w.raws()));
    }

    /** Xᵀ·r: mat[n, d] and vec[n] give vec[d]. */
    public static FixedTensor vecmat(FixedTensor x, FixedTensor r) {
        x.requireRank(2);
        r.requireRank(1);
        requireEqual(x.rows(), r.rows());
        return FixedTensor.adoptVec(multiply(1, x.rows(), x.cols(), r.raws(), x.raws()));
    }

    /** mat[n, k] by mat[k, m] gives mat[n, m]. */
    public static FixedTensor matmul(FixedTensor a, FixedTensor b) {
        a.requireRank(2);
        b.requireRank(2);
        requireEqual(a.cols(), b.rows());
        return FixedTensor.adoptMat(a.rows(), b.cols(), multiply(a.rows(), a.cols(), b.cols(), a.raws(), b.raws()));
    }

    /** vec[n] and vec[m] give mat[n, m] of all xᵢyⱼ. */
    public static FixedTensor outer(FixedTensor x, FixedTensor y) {
        x.requireRank(1);
        y.requireRank(1);
        long[] a = x.raws();
        long[] b = y.raws();
        long[] out = new long[Math.multiplyExact(a.length, b.length)];
        int i = 0;
        try {
            for (; i < out.length; i++) {
                out[i] = Fixed.mul(a[i / b.length], b[i % b.length]);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return FixedTensor.adoptMat(a.length, b.length, out);
    }

    private static long[] multiply(int n, int k, int m, long[] a, long[] b) {
        long[] out = new long[Math.multiplyExact(n, m)];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                Accumulator s = new Accumulator();
                for (int t = 0; t < k; t++) {
                    s.addProduct(a[i * k + t], b[t * m + j]);
                }
                out[i * m + j] = round(s, i * m + j);
            }
        }
        return out;
    }

    private static long round(Accumulator s, int element) {
        try {
            return s.roundProducts();
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), element);
        }
    }

    private static void requireEqual(int a, int b) {
        if (a != b) {
            throw new TrapException(TrapCode.SHAPE);
        }
    }
}
