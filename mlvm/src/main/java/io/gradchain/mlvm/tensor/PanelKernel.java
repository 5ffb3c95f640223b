package io.gradchain.mlvm.tensor;

/**
 * Sums of products of narrow data with two-limb weights in 64-bit lanes.
 *
 * <p>A product is below 2⁵⁵ in magnitude, so a lane takes {@link #FLUSH} of them.
 */
sealed interface PanelKernel permits ScalarPanelKernel, VectorPanelKernel {
    int FLUSH = 128;

    int LANES = 4;

    /**
     * Sets high[i], low[i] to Σ x(row, j)·w(j) over the columns col ≤ j < colEnd, at most FLUSH, for the rows of the
     * panels panel ≤ p < panelEnd; i counts from the first of these rows.
     */
    void rowSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs w, long[] high, long[] low);

    /**
     * Adds Σ x(row, j)·r(row) over the rows of the panels panel ≤ p < panelEnd, at most FLUSH/2, for the columns col ≤ j <
     * colEnd, to LANES lanes of each sum; they start at LANES·(j − col).
     */
    void columnSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs r, long[] high, long[] low);

    /** The quickest this machine has: vectors where a register holds four lanes and the JVM offers them. */
    static PanelKernel best() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors && VectorPanelKernel.fast() ? new VectorPanelKernel() : new ScalarPanelKernel();
    }
}
