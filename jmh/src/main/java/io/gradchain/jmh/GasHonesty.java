package io.gradchain.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * Measures the price table: nanoseconds per gas of every family of instructions, over shapes and hard values.
 *
 * <p>Prints {@code op shape values ns gas ns/gas}, worst first, and the greatest ratio, which has to be at most 2. All
 * cases run once before any is measured, so that the compiler has met every instruction: a machine that knows only one
 * is faster than any node. Other load on the computer can only add time, so what is above the limit is measured again
 * and the least counts. Arguments: the names of instructions, for them alone.
 */
public final class GasHonesty {
    static final double LIMIT = 2;

    private static final long LEAST_NANOS = 2_000_000;
    private static final long MOST_ROUNDS = 60_000; // events a call
    private static final int GROUPS = 3;
    private static final int PAIRS = 5;
    private static final int AGAIN = 3;

    private record Line(GasCase measured, double nanos, double gas) {
        double ratio() {
            return nanos / gas;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%-10s %-10s %-16s %13.1f %11.0f %6.2f",
                    measured.op(),
                    measured.shape(),
                    measured.values(),
                    nanos,
                    gas,
                    ratio());
        }
    }

    /** Read at the end, so that no run is without effect. */
    private static long gasSeen;

    private GasHonesty() {}

    public static void main(String[] names) {
        List<GasCase> cases = GasCases.all().stream()
                .filter(c -> names.length == 0 || List.of(names).contains(c.op()))
                .toList();
        cases.forEach(GasHonesty::measure);
        List<Line> lines = new ArrayList<>();
        for (GasCase one : cases) {
            Line line = measure(one);
            for (int i = 0; i < AGAIN && line.ratio() > LIMIT; i++) {
                Line again = measure(one);
                line = again.ratio() < line.ratio() ? again : line;
            }
            lines.add(line);
        }
        lines.sort(Comparator.comparingDouble(Line::ratio).reversed());
        System.out.println("op         shape      values                      ns         gas ns/gas");
        lines.forEach(line -> System.out.println(line.text()));
        System.out.printf(
                Locale.ROOT,
                "greatest ns/gas %.2f of %d cases (limit %.0f), %.1e gas in all%n",
                lines.getFirst().ratio(),
                lines.size(),
                LIMIT,
                (double) gasSeen);
    }

    /** The least of some medians of paired differences. */
    private static Line measure(GasCase one) {
        long rounds = 1;
        while (rounds < MOST_ROUNDS && nanos(one.full(), rounds) < LEAST_NANOS) {
            rounds = Math.min(MOST_ROUNDS, 2 * rounds);
        }
        double best = Double.MAX_VALUE;
        for (int group = 0; group < GROUPS; group++) {
            double[] differences = new double[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                long bare = nanos(one.bare(), rounds);
                differences[i] = nanos(one.full(), rounds) - bare;
            }
            Arrays.sort(differences);
            best = Math.min(best, differences[PAIRS / 2]);
        }
        double gas = one.full().applyAsLong(rounds) - one.bare().applyAsLong(rounds);
        double times = (double) rounds * one.copies();
        return new Line(one, Math.max(0, best) / times, gas / times);
    }

    private static long nanos(LongUnaryOperator work, long rounds) {
        long start = System.nanoTime();
        gasSeen += work.applyAsLong(rounds);
        return System.nanoTime() - start;
    }
}
