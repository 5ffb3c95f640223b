package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapException;

/**
 * Signed 128-bit sums of narrow products in units of 2⁻⁶⁴, high and low halves apart.
 *
 * <p>2³¹ products of a value below 2²⁴ and a weight below 2⁶³ stay below 2¹¹⁸.
 */
final class Sums {
    private final long[] high;
    private final long[] low;

    Sums(int n) {
        this.high = new long[n];
        this.low = new long[n];
    }

    /** Adds h·2⁴⁸ + l·2¹⁶ to sum i. */
    void add(int i, long h, long l) {
        addWide(i, h >> 16, h << 48);
        addWide(i, l >> 48, l << 16);
    }

    /** Adds to each sum its {@code lanes} consecutive pairs. */
    void add(long[] h, long[] l, int lanes) {
        for (int k = 0; k < high.length * lanes; k++) {
            add(k / lanes, h[k], l[k]);
        }
    }

    private void addWide(int i, long h, long l) {
        low[i] += l;
        high[i] += h + (Long.compareUnsigned(low[i], l) < 0 ? 1 : 0);
    }

    /** Sum i rounded once; a trap names {@code element}. */
    long round(int i, int element) {
        try {
            return Fixed.roundProduct(high[i], low[i]);
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), element);
        }
    }

    /** The first {@code count} sums rounded into {@code out} at {@code from}, which is their element as well. */
    void round(long[] out, int from, int count) {
        for (int i = 0; i < count; i++) {
            out[from + i] = round(i, from + i);
        }
    }
}
