package io.gradchain.mlvm.tensor;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The panel sums with the Vector API, four 64-bit lanes at a time.
 *
 * <p>Every factor is widened from ints right before the product: only then does C2 use the 32·32→64 bit multiply that
 * AVX2 has. The methods stay small, since C2 boxes the vectors of what it cannot inline whole.
 */
final class VectorPanelKernel implements PanelKernel {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_128;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;

    static boolean fast() {
        return LongVector.SPECIES_PREFERRED.length() >= LONGS.length();
    }

    @Override
    public void rowSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs w, long[] high, long[] low) {
        for (int p = panel; p < panelEnd; p++) {
            int at = (p * x.cols() + col) * Panels.HEIGHT;
            panelRows(x.values(), at, col, colEnd, w.high(), w.low(), high, low, (p - panel) * Panels.HEIGHT);
        }
    }

    private static void panelRows(
            int[] x, int start, int from, int to, int[] wh, int[] wl, long[] high, long[] low, int row) {
        LongVector h0 = LongVector.zero(LONGS);
        LongVector h1 = LongVector.zero(LONGS);
        LongVector l0 = LongVector.zero(LONGS);
        LongVector l1 = LongVector.zero(LONGS);
        int at = start;
        for (int j = from; j < to; j++, at += Panels.HEIGHT) {
            Vector<Long> x0 = widen(IntVector.fromArray(INTS, x, at));
            Vector<Long> x1 = widen(IntVector.fromArray(INTS, x, at + 4));
            Vector<Long> h = widen(IntVector.broadcast(INTS, wh[j]));
            Vector<Long> l = widen(IntVector.broadcast(INTS, wl[j]));
            h0 = h0.add(x0.mul(h));
            h1 = h1.add(x1.mul(h));
            l0 = l0.add(x0.mul(l));
            l1 = l1.add(x1.mul(l));
        }
        h0.intoArray(high, row);
        h1.intoArray(high, row + 4);
        l0.intoArray(low, row);
        l1.intoArray(low, row + 4);
    }

    @Override
    public void columnSums(Panels x, int panel, int panelEnd, int col, int colEnd, Limbs r, long[] high, long[] low) {
        for (int p = panel; p < panelEnd; p++) {
            int at = (p * x.cols() + col) * Panels.HEIGHT;
            panelColumns(x.values(), at, colEnd - col, r, p * Panels.HEIGHT, high, low);
        }
    }

    private static void panelColumns(int[] x, int start, int cols, Limbs r, int row, long[] high, long[] low) {
        Vector<Long> rh0 = widen(IntVector.fromArray(INTS, r.high(), row));
        Vector<Long> rh1 = widen(IntVector.fromArray(INTS, r.high(), row + 4));
        Vector<Long> rl0 = widen(IntVector.fromArray(INTS, r.low(), row));
        Vector<Long> rl1 = widen(IntVector.fromArray(INTS, r.low(), row + 4));
        for (int j = 0; j < cols; j++) {
            int at = start + j * Panels.HEIGHT;
            Vector<Long> x0 = widen(IntVector.fromArray(INTS, x, at));
            Vector<Long> x1 = widen(IntVector.fromArray(INTS, x, at + 4));
            LongVector h = LongVector.fromArray(LONGS, high, 4 * j);
            LongVector l = LongVector.fromArray(LONGS, low, 4 * j);
            h.add(x0.mul(rh0).add(x1.mul(rh1))).intoArray(high, 4 * j);
            l.add(x0.mul(rl0).add(x1.mul(rl1))).intoArray(low, 4 * j);
        }
    }

    private static Vector<Long> widen(IntVector v) {
        return v.convertShape(VectorOperators.I2L, LONGS, 0);
    }
}
