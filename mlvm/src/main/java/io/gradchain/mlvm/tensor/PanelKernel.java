package io.gradchain.mlvm.tensor;

/**
 * Sums of products of narrow data with two-limb weights in 64-bit lanes.
 *
 * <p>A product is below 2⁵⁵ in magnitude, so a lane takes {@link #FLUSH} of them.
 */
sealed interface PanelKernel permits ScalarPanelKernel, VectorPanelKernel {
    int FLUSH = 128;

    /**
     * Sets high[i], low[i] to Σ x(i, j)·w(j) over the columns from ≤ j < to of at most FLUSH, for all rows
     * of the panels.
     */
    void rowSums(Panels x, int from, int to, Limbs w, long[] high, long[] low);

    /** Adds Σ x(i, j)·r(i) over the rows of the panels from ≤ p < to, at most FLUSH/2, to four lanes at 4j of each sum. */
    void columnSums(Panels x, int from, int to, Limbs r, long[] high, long[] low);

    /** The quickest this machine has: vectors where a register holds four lanes and the JVM offers them. */
    static PanelKernel best() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors && VectorPanelKernel.fast() ? new VectorPanelKernel() : new ScalarPanelKernel();
    }
}
