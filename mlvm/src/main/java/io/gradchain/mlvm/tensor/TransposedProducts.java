package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.Arrays;

/** Aᵀ·B without a transpose: a sum over the rows that both have, which may be as many as there are. */
public final class TransposedProducts {
    private static final NarrowProducts NARROW = new NarrowProducts(PanelKernel.best());
    private static final int BLOCK_COLS = 512;

    private TransposedProducts() {}

    /** mat[n, k] and mat[n, m] give mat[k, m]; traps SHAPE unless both have n rows. */
    public static FixedTensor tmatmul(FixedTensor a, FixedTensor b) {
        a.requireRank(2);
        b.requireRank(2);
        if (a.rows() != b.rows()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        long[] out = narrow(a, b);
        if (out == null) {
            out = wide(a, b);
        }
        return FixedTensor.adoptMat(a.cols(), b.cols(), out);
    }

    /** One panel product a column of b; null where a is not narrow, or b so large that an element might trap. */
    private static long[] narrow(FixedTensor a, FixedTensor b) {
        Panels panels = a.panels();
        if (panels == null || b.bits() > Long.SIZE - 2) {
            return null;
        }
        int most = b.bits() + panels.bits() + Integer.SIZE - Integer.numberOfLeadingZeros(a.rows());
        if (most > Long.SIZE - 1 + Fixed.FRACTION_BITS) {
            return null;
        }
        int m = b.cols();
        long[] out = new long[Math.multiplyExact(a.cols(), m)];
        long[] values = b.raws();
        long[] column = new long[b.rows()];
        for (int j = 0; j < m; j++) {
            for (int t = 0; t < column.length; t++) {
                column[t] = values[t * m + j];
            }
            long[] product = NARROW.vecmat(panels, Limbs.split(column, panels.panels() * Panels.HEIGHT));
            for (int i = 0; i < product.length; i++) {
                out[i * m + j] = product[i];
            }
        }
        return out;
    }

    private static long[] wide(FixedTensor a, FixedTensor b) {
        int bits = a.bits() + b.bits();
        if (b.cols() == 1) {
            return WideProducts.multiply(1, a.rows(), a.cols(), b.raws(), a.raws(), bits);
        }
        long[] out = new long[Math.multiplyExact(a.cols(), b.cols())];
        if (WideProducts.safe(bits, a.rows())) {
            quick(a.rows(), a.cols(), b.cols(), a.raws(), b.raws(), out);
        } else {
            careful(a.rows(), a.cols(), b.cols(), a.raws(), b.raws(), out);
        }
        return out;
    }

    private static void quick(int n, int k, int m, long[] a, long[] b, long[] out) {
        int size = Math.min(m, BLOCK_COLS);
        long[] low = new long[size];
        long[] tops = new long[size];
        long[] high = new long[size];
        for (int i = 0; i < k; i++) {
            for (int col = 0; col < m; col += BLOCK_COLS) {
                int cols = Math.min(BLOCK_COLS, m - col);
                Arrays.fill(low, 0);
                Arrays.fill(tops, 0);
                Arrays.fill(high, 0);
                for (int t = 0; t < n; t++) {
                    WideProducts.addRow(a[t * k + i], b, t * m + col, cols, low, tops, high);
                }
                int at = i * m + col;
                for (int j = 0; j < cols; j++) {
                    out[at + j] = WideProducts.round(high[j], tops[j], low[j], at + j);
                }
            }
        }
    }

    private static void careful(int n, int k, int m, long[] a, long[] b, long[] out) {
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < m; j++) {
                Accumulator sum = new Accumulator();
                for (int t = 0; t < n; t++) {
                    sum.addProduct(a[t * k + i], b[t * m + j]);
                }
                out[i * m + j] = Products.round(sum, i * m + j);
            }
        }
    }
}
