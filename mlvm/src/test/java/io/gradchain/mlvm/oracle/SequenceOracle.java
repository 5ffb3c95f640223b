package io.gradchain.mlvm.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Orders, running sums, and what follows from a seed; Java's SplittableRandom is the generator of M-44. */
public final class SequenceOracle {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

    private SequenceOracle() {}

    public static Outcome sort(Grid x) {
        return vec(x.raws().stream().sorted().toList());
    }

    public static Outcome argsort(Grid x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.raws().size()).boxed().toList());
        order.sort(Comparator.comparing(x.raws()::get));
        return vec(order.stream().map(i -> (long) i << 32).toList());
    }

    public static Outcome cumsum(Grid x) {
        return TensorOracle.each(
                x.rows(),
                0,
                i -> Rounding.inRange(x.raws().subList(0, i + 1).stream()
                        .map(BigInteger::valueOf)
                        .reduce(BigInteger.ZERO, BigInteger::add)));
    }

    public static Outcome uniform(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return vec(IntStream.range(0, n)
                .mapToObj(i -> BigInteger.valueOf(random.nextLong())
                        .mod(WORD)
                        .shiftRight(32)
                        .longValueExact())
                .toList());
    }

    /** The first k of a whole deck of n, shuffled from the top. */
    public static Outcome sample(int n, int k, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> deck = new ArrayList<>(
                IntStream.range(0, n).mapToObj(i -> (long) i << 32).toList());
        int count = Math.min(k, n);
        for (int i = 0; i < count; i++) {
            Collections.swap(deck, i, i + below(random, n - i));
        }
        return vec(deck.subList(0, count));
    }

    private static int below(SplittableRandom random, int bound) {
        BigInteger b = BigInteger.valueOf(bound);
        while (true) {
            BigInteger[] parts =
                    BigInteger.valueOf(random.nextLong()).mod(WORD).multiply(b).divideAndRemainder(WORD);
            if (parts[1].compareTo(WORD.mod(b)) >= 0) {
                return parts[0].intValueExact();
            }
        }
    }

    private static Outcome vec(List<Long> raws) {
        return Outcome.numbers(
                raws.size(), 0, raws.stream().mapToLong(Long::longValue).toArray());
    }
}
