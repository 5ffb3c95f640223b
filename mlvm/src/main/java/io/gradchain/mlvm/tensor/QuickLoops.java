package io.gradchain.mlvm.tensor;

/**
 * Sums and differences in loops that C2 turns into vectors: they note an overflow anywhere and give null, and the caller
 * finds the element.
 */
final class QuickLoops {
    private QuickLoops() {}

    static long[] add(long[] a, long[] b) {
        long[] out = new long[a.length];
        long bad = 0;
        for (int i = 0; i < out.length; i++) {
            long r = a[i] + b[i];
            bad |= (a[i] ^ r) & (b[i] ^ r);
            out[i] = r;
        }
        return bad < 0 ? null : out;
    }

    static long[] add(long[] a, long s) {
        long[] out = new long[a.length];
        long bad = 0;
        for (int i = 0; i < out.length; i++) {
            long r = a[i] + s;
            bad |= (a[i] ^ r) & (s ^ r);
            out[i] = r;
        }
        return bad < 0 ? null : out;
    }

    static long[] sub(long[] a, long[] b) {
        long[] out = new long[a.length];
        long bad = 0;
        for (int i = 0; i < out.length; i++) {
            long r = a[i] - b[i];
            bad |= (a[i] ^ b[i]) & (a[i] ^ r);
            out[i] = r;
        }
        return bad < 0 ? null : out;
    }

    static long[] sub(long[] a, long s) {
        long[] out = new long[a.length];
        long bad = 0;
        for (int i = 0; i < out.length; i++) {
            long r = a[i] - s;
            bad |= (a[i] ^ s) & (a[i] ^ r);
            out[i] = r;
        }
        return bad < 0 ? null : out;
    }
}
