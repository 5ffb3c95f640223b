package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.Arrays;

/**
 * Products of any raw values, 128-bit sums kept in three longs without a carry between them.
 *
 * <p>For the low halves p of the products, {@code low} is Σp mod 2⁶⁴ and {@code tops} is Σ⌊p/2³²⌋; together they give
 * Σp. {@code high} is the sum of the high halves. Exact while the sum of magnitudes is below 2¹²⁷.
 */
final class WideProducts {
    private static final int SAFE_BITS = 126;
    private static final int BLOCK_COLS = 512; // three sums each: 12 KiB of the first cache

    private WideProducts() {}

    /** Σ a(i·k + t)·b(t·m + j) over t < k, for all i < n and j < m, each rounded once. */
    static long[] multiply(int n, int k, int m, long[] a, long[] b, int bits) {
        long[] out = new long[Math.multiplyExact(n, m)];
        if (!safe(bits, k)) {
            careful(n, k, m, a, b, out);
        } else if (m == 1) {
            dots(n, k, a, b, out);
        } else {
            rows(n, k, m, a, b, out);
        }
        return out;
    }

    static boolean safe(int bits, int terms) {
        return bits + Integer.SIZE - Integer.numberOfLeadingZeros(terms) <= SAFE_BITS;
    }

    /** Σxᵢyᵢ, not yet rounded. */
    static Accumulator dot(FixedTensor x, FixedTensor y) {
        long[] a = x.raws();
        long[] b = y.raws();
        Accumulator sum = new Accumulator();
        if (!safe(x.bits() + y.bits(), a.length)) {
            for (int i = 0; i < a.length; i++) {
                sum.addProduct(a[i], b[i]);
            }
            return sum;
        }
        long low = 0;
        long tops = 0;
        long high = 0;
        for (int i = 0; i < a.length; i++) {
            long p = a[i] * b[i];
            low += p;
            tops += p >>> 32;
            high += Math.multiplyHigh(a[i], b[i]);
        }
        sum.add(high + carry(tops, low), low);
        return sum;
    }

    private static void dots(int n, int k, long[] a, long[] b, long[] out) {
        for (int i = 0; i < n; i++) {
            long low = 0;
            long tops = 0;
            long high = 0;
            for (int t = 0; t < k; t++) {
                long x = a[i * k + t];
                long y = b[t];
                long p = x * y;
                low += p;
                tops += p >>> 32;
                high += Math.multiplyHigh(x, y);
            }
            out[i] = round(high, tops, low, i);
        }
    }

    private static void rows(int n, int k, int m, long[] a, long[] b, long[] out) {
        int size = Math.min(m, BLOCK_COLS);
        long[] low = new long[size];
        long[] tops = new long[size];
        long[] high = new long[size];
        for (int i = 0; i < n; i++) {
            for (int col = 0; col < m; col += BLOCK_COLS) {
                int cols = Math.min(BLOCK_COLS, m - col);
                Arrays.fill(low, 0);
                Arrays.fill(tops, 0);
                Arrays.fill(high, 0);
                for (int t = 0; t < k; t++) {
                    addRow(a[i * k + t], b, t * m + col, cols, low, tops, high);
                }
                int at = i * m + col;
                for (int j = 0; j < cols; j++) {
                    out[at + j] = round(high[j], tops[j], low[j], at + j);
                }
            }
        }
    }

    static void addRow(long x, long[] b, int from, int cols, long[] low, long[] tops, long[] high) {
        for (int j = 0; j < cols; j++) {
            long y = b[from + j];
            long p = x * y;
            low[j] += p;
            tops[j] += p >>> 32;
            high[j] += Math.multiplyHigh(x, y);
        }
    }

    private static void careful(int n, int k, int m, long[] a, long[] b, long[] out) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                Accumulator sum = new Accumulator();
                for (int t = 0; t < k; t++) {
                    sum.addProduct(a[i * k + t], b[t * m + j]);
                }
                out[i * m + j] = Products.round(sum, i * m + j);
            }
        }
    }

    static long round(long high, long tops, long low, int element) {
        try {
            return Fixed.roundProduct(high + carry(tops, low), low);
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), element);
        }
    }

    /** ⌊Σp/2⁶⁴⌋. */
    private static long carry(long tops, long low) {
        long rest = low - (tops << 32); // the sum of the lower 32 bits of p, which is below 2⁶³
        return (tops + (rest >>> 32)) >>> 32;
    }
}
