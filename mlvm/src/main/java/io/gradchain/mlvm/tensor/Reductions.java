package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Accumulator;
import io.gradchain.mlvm.numeric.LogSumExp;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;

/** One number from all elements of a tensor, each exact until its one rounding. */
public final class Reductions {
    private Reductions() {}

    public static long sum(FixedTensor x) {
        return total(x).exactSum();
    }

    /** Σxᵢ/n; traps DOMAIN when empty, and never OVERFLOW. */
    public static long mean(FixedTensor x) {
        requireElements(x);
        return total(x).roundQuotient(x.size());
    }

    /** Upper and lower halves apart, neither of which 2³¹ terms can overflow. */
    private static Accumulator total(FixedTensor x) {
        long high = 0;
        long low = 0;
        for (long raw : x.raws()) {
            high += raw >> 32;
            low += raw & 0xffff_ffffL;
        }
        Accumulator s = new Accumulator();
        s.add(high >> 32, high << 32);
        s.add(0, low);
        return s;
    }

    /** Σxᵢyᵢ over two tensors of one shape. */
    public static long dot(FixedTensor x, FixedTensor y) {
        x.requireSameShape(y);
        return WideProducts.dot(x, y).roundProducts();
    }

    /** √Σxᵢ². */
    public static long norm(FixedTensor x) {
        return WideProducts.dot(x, x).roundRoot();
    }

    /** Traps DOMAIN when empty. */
    public static long max(FixedTensor x) {
        return x.raws()[argmax(x)];
    }

    /** Traps DOMAIN when empty. */
    public static long min(FixedTensor x) {
        requireElements(x);
        long least = x.raws()[0];
        for (long raw : x.raws()) {
            least = Math.min(least, raw);
        }
        return least;
    }

    /** The first row-major index of the greatest value; traps DOMAIN when empty. */
    public static int argmax(FixedTensor x) {
        requireElements(x);
        long[] a = x.raws();
        int best = 0;
        for (int i = 1; i < a.length; i++) {
            if (a[i] > a[best]) {
                best = i;
            }
        }
        return best;
    }

    /** ln Σeˣ of all values, see {@link LogSumExp}; traps DOMAIN when empty, OVERFLOW. */
    public static long logSumExp(FixedTensor x) {
        return LogSumExp.of(x.raws(), 0, x.size());
    }

    /** ln Σeˣ of each row: mat[n, k] gives vec[n]. */
    public static FixedTensor logSumExpRows(FixedTensor x) {
        x.requireRank(2);
        long[] raws = x.raws();
        long[] out = new long[x.rows()];
        int i = 0;
        try {
            for (; i < out.length; i++) {
                out[i] = LogSumExp.of(raws, i * x.cols(), (i + 1) * x.cols());
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return FixedTensor.adoptVec(out);
    }

    private static void requireElements(FixedTensor x) {
        if (x.size() == 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
    }
}
