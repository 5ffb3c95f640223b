package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;

/**
 * Products of matrices and vectors; each output element is an exact sum rounded once.
 *
 * <p>A matrix on the left whose values are narrow takes the panel kernels, anything else the wide ones; the one rule
 * makes their results the same.
 */
public final class Products {
    private static final NarrowProducts NARROW = new NarrowProducts(PanelKernel.best());

    private Products() {}

    /** X·w: mat[n, d] by vec[d] gives vec[n]. */
    public static FixedTensor matvec(FixedTensor x, FixedTensor w) {
        x.requireRank(2);
        w.requireRank(1);
        requireEqual(x.cols(), w.rows());
        Panels panels = x.panels();
        Limbs limbs = panels == null ? null : Limbs.split(w.raws(), w.size());
        if (limbs != null) {
            return FixedTensor.adoptVec(NARROW.matvec(panels, limbs));
        }
        return FixedTensor.adoptVec(
                WideProducts.multiply(x.rows(), x.cols(), 1, x.raws(), w.raws(), x.bits() + w.bits()));
    }

    /** Xᵀ·r: mat[n, d] and vec[n] give vec[d]. */
    public static FixedTensor vecmat(FixedTensor x, FixedTensor r) {
        x.requireRank(2);
        r.requireRank(1);
        requireEqual(x.rows(), r.rows());
        Panels panels = x.panels();
        Limbs limbs = panels == null ? null : Limbs.split(r.raws(), panels.panels() * Panels.HEIGHT);
        if (limbs != null) {
            return FixedTensor.adoptVec(NARROW.vecmat(panels, limbs));
        }
        return FixedTensor.adoptVec(
                WideProducts.multiply(1, x.rows(), x.cols(), r.raws(), x.raws(), x.bits() + r.bits()));
    }

    /** mat[n, k] by mat[k, m] gives mat[n, m]. */
    public static FixedTensor matmul(FixedTensor a, FixedTensor b) {
        a.requireRank(2);
        b.requireRank(2);
        requireEqual(a.cols(), b.rows());
        long[] out = narrowMatmul(a, b);
        if (out == null) {
            out = WideProducts.multiply(a.rows(), a.cols(), b.cols(), a.raws(), b.raws(), a.bits() + b.bits());
        }
        return FixedTensor.adoptMat(a.rows(), b.cols(), out);
    }

    /** One panel product a column of b; null where a is not narrow, or b so large that an element might trap. */
    private static long[] narrowMatmul(FixedTensor a, FixedTensor b) {
        int m = b.cols();
        Panels panels = a.panels();
        if (panels == null || b.bits() > Long.SIZE - 2) {
            return null;
        }
        int most = b.bits() + panels.bits() + Integer.SIZE - Integer.numberOfLeadingZeros(a.cols());
        if (most > Long.SIZE - 1 + Fixed.FRACTION_BITS) {
            return null;
        }
        long[] out = new long[Math.multiplyExact(a.rows(), m)];
        long[] values = b.raws();
        long[] column = new long[b.rows()];
        for (int j = 0; j < m; j++) {
            for (int t = 0; t < column.length; t++) {
                column[t] = values[t * m + j];
            }
            long[] product = NARROW.matvec(panels, Limbs.split(column, column.length));
            for (int i = 0; i < product.length; i++) {
                out[i * m + j] = product[i];
            }
        }
        return out;
    }

    /** vec[n] and vec[m] give mat[n, m] of all xᵢyⱼ. */
    public static FixedTensor outer(FixedTensor x, FixedTensor y) {
        x.requireRank(1);
        y.requireRank(1);
        long[] a = x.raws();
        long[] b = y.raws();
        long[] out = new long[Math.multiplyExact(a.length, b.length)];
        int k = 0;
        try {
            for (long u : a) {
                for (long v : b) {
                    out[k] = Fixed.mul(u, v);
                    k++;
                }
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), k);
        }
        return FixedTensor.adoptMat(a.length, b.length, out);
    }

    static long round(Accumulator sum, int element) {
        try {
            return sum.roundProducts();
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
