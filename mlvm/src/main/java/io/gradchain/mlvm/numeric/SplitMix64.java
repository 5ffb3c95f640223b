package io.gradchain.mlvm.numeric;

/** The numbers that follow from a seed (M-44): Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014. */
public final class SplitMix64 {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private long state;

    public SplitMix64(long seed) {
        this.state = seed;
    }

    public long next() {
        state += GOLDEN;
        long z = (state ^ (state >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /** 0 to bound − 1, each as likely, for bound ≥ 1 (Lemire, Fast random integer generation in an interval, 2019). */
    public int below(int bound) {
        while (true) {
            long u = next();
            long l = u * bound;
            // 2⁶⁴ mod bound is below bound: the division is hardly ever needed
            if (Long.compareUnsigned(l, bound) >= 0
                    || Long.compareUnsigned(l, Long.remainderUnsigned(-bound, bound)) >= 0) {
                return (int) Math.unsignedMultiplyHigh(u, bound);
            }
        }
    }
}
