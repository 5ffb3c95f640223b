package io.gradchain.mlvm.tensor;

/** The panel sums in plain loops, for machines without wide registers. */
final class ScalarPanelKernel implements PanelKernel {
    @Override
    public void rowSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs w, long[] high, long[] low) {
        for (int i = 0; i < (panelEnd - panel) * Panels.HEIGHT; i++) {
            int at = (panel + i / Panels.HEIGHT) * x.cols() * Panels.HEIGHT + i % Panels.HEIGHT;
            long h = 0;
            long l = 0;
            for (int j = col; j < colEnd; j++) {
                long v = x.values()[at + j * Panels.HEIGHT];
                h += v * w.high()[j];
                l += v * w.low()[j];
            }
            high[i] = h;
            low[i] = l;
        }
    }

    @Override
    public void columnSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs r, long[] high, long[] low) {
        for (int p = panel; p < panelEnd; p++) {
            for (int j = col; j < colEnd; j++) {
                int at = (p * x.cols() + j) * Panels.HEIGHT;
                for (int k = 0; k < Panels.HEIGHT; k++) {
                    long v = x.values()[at + k];
                    int lane = LANES * (j - col) + k % LANES;
                    high[lane] += v * r.high()[p * Panels.HEIGHT + k];
                    low[lane] += v * r.low()[p * Panels.HEIGHT + k];
                }
            }
        }
    }
}
