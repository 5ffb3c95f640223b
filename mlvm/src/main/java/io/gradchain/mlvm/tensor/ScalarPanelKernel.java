package io.gradchain.mlvm.tensor;

/** The panel sums in plain loops, for machines without wide registers. */
final class ScalarPanelKernel implements PanelKernel {
    @Override
    public void rowSums(Panels x, int from, int to, Limbs w, long[] high, long[] low) {
        for (int i = 0; i < x.panels() * Panels.HEIGHT; i++) {
            int at = i / Panels.HEIGHT * x.cols() * Panels.HEIGHT + i % Panels.HEIGHT;
            long h = 0;
            long l = 0;
            for (int j = from; j < to; j++) {
                long v = x.values()[at + j * Panels.HEIGHT];
                h += v * w.high()[j];
                l += v * w.low()[j];
            }
            high[i] = h;
            low[i] = l;
        }
    }

    @Override
    public void columnSums(Panels x, int from, int to, Limbs r, long[] high, long[] low) {
        for (int p = from; p < to; p++) {
            for (int j = 0; j < x.cols(); j++) {
                int at = (p * x.cols() + j) * Panels.HEIGHT;
                for (int k = 0; k < Panels.HEIGHT; k++) {
                    long v = x.values()[at + k];
                    int lane = 4 * j + k % 4;
                    high[lane] += v * r.high()[p * Panels.HEIGHT + k];
                    low[lane] += v * r.low()[p * Panels.HEIGHT + k];
                }
            }
        }
    }
}
