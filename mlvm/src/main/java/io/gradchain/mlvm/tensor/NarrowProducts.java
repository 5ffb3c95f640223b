package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import java.util.Arrays;

/**
 * Products of a narrow matrix with a vector.
 *
 * <p>With x in units of 2⁻¹⁶ and a weight of high·2³² + low, a sum of products is H·2⁴⁸ + L·2¹⁶ in units of 2⁻⁶⁴, where H
 * and L are plain 64-bit sums.
 */
final class NarrowProducts {
    private static final int LANES = 4;
    private static final long HIGH_LIMIT = 1L << 46; // below it, H·2¹⁶ + L/2¹⁶ fits a long

    private final PanelKernel kernel;

    NarrowProducts(PanelKernel kernel) {
        this.kernel = kernel;
    }

    /** X·w. */
    long[] matvec(Panels x, Limbs w) {
        int padded = x.panels() * Panels.HEIGHT;
        long[] high = new long[padded];
        long[] low = new long[padded];
        if (x.cols() > PanelKernel.FLUSH) {
            return wideMatvec(x, w, high, low);
        }
        kernel.rowSums(x, 0, x.cols(), w, high, low);
        long[] out = new long[x.rows()];
        for (int i = 0; i < out.length; i++) {
            out[i] = round(high[i], low[i], i);
        }
        return out;
    }

    private long[] wideMatvec(Panels x, Limbs w, long[] high, long[] low) {
        Accumulator[] sums = accumulators(x.rows());
        for (int from = 0; from < x.cols(); from += PanelKernel.FLUSH) {
            kernel.rowSums(x, from, Math.min(x.cols(), from + PanelKernel.FLUSH), w, high, low);
            for (int i = 0; i < sums.length; i++) {
                add(sums[i], high[i], low[i]);
            }
        }
        return round(sums);
    }

    /** Xᵀ·r, with the limbs of r padded to whole panels. */
    long[] vecmat(Panels x, Limbs r) {
        Accumulator[] sums = accumulators(x.cols());
        long[] high = new long[LANES * x.cols()];
        long[] low = new long[LANES * x.cols()];
        int step = PanelKernel.FLUSH / 2;
        for (int from = 0; from < x.panels(); from += step) {
            Arrays.fill(high, 0);
            Arrays.fill(low, 0);
            kernel.columnSums(x, from, Math.min(x.panels(), from + step), r, high, low);
            for (int k = 0; k < high.length; k++) {
                add(sums[k / LANES], high[k], low[k]);
            }
        }
        return round(sums);
    }

    private static Accumulator[] accumulators(int n) {
        Accumulator[] sums = new Accumulator[n];
        Arrays.setAll(sums, i -> new Accumulator());
        return sums;
    }

    private static void add(Accumulator sum, long high, long low) {
        sum.add(high >> 16, high << 48);
        sum.add(low >> 48, low << 16);
    }

    private static long[] round(Accumulator[] sums) {
        long[] out = new long[sums.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Products.round(sums[i], i);
        }
        return out;
    }

    private static long round(long high, long low, int element) {
        if (high >= HIGH_LIMIT || high < -HIGH_LIMIT) {
            Accumulator sum = new Accumulator();
            add(sum, high, low);
            return Products.round(sum, element);
        }
        // Just under half, or half where the kept part is odd: half to even. The parity is that of low/2¹⁶ alone.
        return (high << 16) + ((low + 0x7fff + ((low >> 16) & 1)) >> 16);
    }
}
