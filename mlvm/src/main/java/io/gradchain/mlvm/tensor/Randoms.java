package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.SplitMix64;

/** Vectors that follow from a seed (M-44). */
public final class Randoms {
    private static final int SPARSE = 8;

    private Randoms() {}

    /** vec[n] of numbers of [0, 1) with 32 random bits each. */
    public static FixedTensor uniform(int n, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = random.next() >>> Fixed.FRACTION_BITS;
        }
        return FixedTensor.adoptVec(out);
    }

    /** The first m of 0 … n − 1 in an order that the seed decides, each order as likely; 0 ≤ m ≤ n. */
    public static FixedTensor sample(int n, int m, long seed) {
        SplitMix64 random = new SplitMix64(seed);
        long[] out = new long[m];
        if (n / SPARSE <= m) {
            shuffle(n, random, out);
        } else {
            shuffleFew(n, random, out);
        }
        return FixedTensor.adoptVec(out);
    }

    /** Fisher and Yates as far as it is asked for (Knuth, TAOCP 3.4.2, algorithm P). */
    private static void shuffle(int n, SplitMix64 random, long[] out) {
        int[] deck = new int[n];
        for (int i = 0; i < n; i++) {
            deck[i] = i;
        }
        for (int i = 0; i < out.length; i++) {
            int j = i + random.below(n - i);
            out[i] = (long) deck[j] << Fixed.FRACTION_BITS;
            deck[j] = deck[i];
        }
    }

    /** The same with a deck of which only what has moved is written down: work and memory follow m, not n. */
    private static void shuffleFew(int n, SplitMix64 random, long[] out) {
        MovedCards deck = new MovedCards(out.length);
        for (int i = 0; i < out.length; i++) {
            int j = i + random.below(n - i);
            out[i] = (long) deck.at(j) << Fixed.FRACTION_BITS;
            deck.put(j, deck.at(i));
        }
    }
}
