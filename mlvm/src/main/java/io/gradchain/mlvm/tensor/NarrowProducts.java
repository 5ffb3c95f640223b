package io.gradchain.mlvm.tensor;

import java.util.Arrays;

/**
 * Products of a narrow matrix with a vector, in blocks whose sums stay in the first cache.
 *
 * <p>With x in units of 2⁻¹⁶ and a weight of high·2³² + low, a sum of products is H·2⁴⁸ + L·2¹⁶ in units of 2⁻⁶⁴, where H
 * and L are plain 64-bit sums.
 */
final class NarrowProducts {
    private static final int BLOCK_PANELS = PanelKernel.FLUSH / 2;
    private static final int BLOCK_ROWS = BLOCK_PANELS * Panels.HEIGHT;
    private static final int BLOCK_COLS = 256;
    private static final long HIGH_LIMIT = 1L << 46; // below it, H·2¹⁶ + L/2¹⁶ fits a long

    private final PanelKernel kernel;

    NarrowProducts(PanelKernel kernel) {
        this.kernel = kernel;
    }

    /** X·w. */
    long[] matvec(Panels x, Limbs w) {
        long[] out = new long[x.rows()];
        int size = Math.min(BLOCK_ROWS, x.panels() * Panels.HEIGHT);
        long[] high = new long[size];
        long[] low = new long[size];
        for (int from = 0; from < x.panels(); from += BLOCK_PANELS) {
            int to = Math.min(x.panels(), from + BLOCK_PANELS);
            int row = from * Panels.HEIGHT;
            int rows = Math.min(x.rows() - row, BLOCK_ROWS);
            if (x.cols() > PanelKernel.FLUSH) {
                longRows(x, from, to, w, high, low).round(out, row, rows);
            } else {
                kernel.rowSums(x, from, to, 0, x.cols(), w, high, low);
                round(high, low, out, row, rows);
            }
        }
        return out;
    }

    private Sums longRows(Panels x, int from, int to, Limbs w, long[] high, long[] low) {
        Sums sums = new Sums((to - from) * Panels.HEIGHT);
        for (int col = 0; col < x.cols(); col += PanelKernel.FLUSH) {
            kernel.rowSums(x, from, to, col, Math.min(x.cols(), col + PanelKernel.FLUSH), w, high, low);
            sums.add(high, low, 1);
        }
        return sums;
    }

    private static void round(long[] high, long[] low, long[] out, int row, int rows) {
        for (int i = 0; i < rows; i++) {
            long h = high[i];
            long l = low[i];
            if (h >= HIGH_LIMIT || h < -HIGH_LIMIT) {
                Sums one = new Sums(1);
                one.add(0, h, l);
                out[row + i] = one.round(0, row + i);
            } else {
                // Just under half, or half where the kept part is odd: half to even. The parity is that of l/2¹⁶ alone.
                out[row + i] = (h << 16) + ((l + 0x7fff + ((l >> 16) & 1)) >> 16);
            }
        }
    }

    /** Xᵀ·r, with the limbs of r padded to whole panels. */
    long[] vecmat(Panels x, Limbs r) {
        long[] out = new long[x.cols()];
        int size = PanelKernel.LANES * Math.min(BLOCK_COLS, x.cols());
        long[] high = new long[size];
        long[] low = new long[size];
        for (int col = 0; col < x.cols(); col += BLOCK_COLS) {
            int cols = Math.min(BLOCK_COLS, x.cols() - col);
            Sums sums = new Sums(cols);
            for (int from = 0; from < x.panels(); from += BLOCK_PANELS) {
                Arrays.fill(high, 0);
                Arrays.fill(low, 0);
                int to = Math.min(x.panels(), from + BLOCK_PANELS);
                kernel.columnSums(x, from, to, col, col + cols, r, high, low);
                sums.add(high, low, PanelKernel.LANES);
            }
            sums.round(out, col, cols);
        }
        return out;
    }
}
