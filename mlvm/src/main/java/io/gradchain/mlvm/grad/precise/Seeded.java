package io.gradchain.mlvm.grad.precise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The numbers that follow from a seed: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
final class Seeded {
    private static final BigDecimal UNIT = BigDecimal.valueOf(1L << 32);
    private static final int LARGEST_DECK = 8_388_608;

    private long state;

    private Seeded(Num seed) {
        this.state = seed.scalar().longValueExact();
    }

    private long word() {
        state += 0x9E3779B97F4A7C15L;
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The upper 32 bits of a word each. */
    static Num uniform(Num seed, int rows, int cols) {
        Seeded words = new Seeded(seed);
        List<BigDecimal> all = new ArrayList<>();
        for (int i = 0; i < rows * cols; i++) {
            all.add(BigDecimal.valueOf(words.word() >>> 32).divide(UNIT));
        }
        return new Num(rows, cols, all);
    }

    /** The first min(k, n) cards of the deck 0 … n − 1, each changed with one behind it or itself. */
    static Num sample(Num n, Num k, Num seed) {
        if (k.scalar().signum() < 0) {
            throw new Undefined("a negative number of draws");
        }
        int size = n.index(LARGEST_DECK + 1);
        int drawn = k.scalar().min(n.scalar()).intValueExact();
        Seeded words = new Seeded(seed);
        List<BigDecimal> deck = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            deck.add(BigDecimal.valueOf(i));
        }
        for (int i = 0; i < drawn; i++) {
            Collections.swap(deck, i, i + words.below(size - i));
        }
        return Num.vec(deck.subList(0, drawn));
    }

    /** The upper half of word · bound; words whose lower half would favour some are drawn again (Lemire 2019). */
    private int below(int bound) {
        BigInteger all = BigInteger.ONE.shiftLeft(Long.SIZE);
        BigInteger least = all.mod(BigInteger.valueOf(bound));
        while (true) {
            BigInteger word = new BigInteger(Long.toUnsignedString(word()));
            BigInteger product = word.multiply(BigInteger.valueOf(bound));
            if (product.mod(all).compareTo(least) >= 0) {
                return product.shiftRight(Long.SIZE).intValueExact();
            }
        }
    }
}
