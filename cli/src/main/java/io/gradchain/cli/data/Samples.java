package io.gradchain.cli.data;

import io.gradchain.cli.error.CliError;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Numbers read from a table, in the table's own units.
 *
 * @param features rows × names
 * @param labels the target column
 * @param decimals the target column as written, so that it can be rounded once from its exact decimal value
 */
public record Samples(
        String source, List<String> names, String target, double[][] features, double[] labels, List<String> decimals) {
    public Samples {
        names = List.copyOf(names);
        decimals = List.copyOf(decimals);
    }

    public int rows() {
        return features.length;
    }

    /** Refuses a target with any value but the classes 0 to {@code count} − 1. */
    public Samples requireClasses(int count) {
        String classes = count == 2 ? "is neither 0 nor 1" : "is no class from 0 to " + (count - 1);
        for (int i = 0; i < labels.length; i++) {
            if (!(labels[i] >= 0 && labels[i] < count && labels[i] == Math.rint(labels[i]))) {
                throw CliError.CSV_TARGET_NO_CLASS.at(
                        source + ", sample " + (i + 1),
                        "'" + decimals.get(i) + "' in target '" + target + "' " + classes,
                        "the contract learns " + count + " classes; deploy linear for other numbers");
            }
        }
        return this;
    }

    /** Refuses a target that is the same in every row. */
    public Samples requireVariety() {
        if (Arrays.stream(labels).distinct().count() < 2) {
            throw CliError.CSV_TARGET_NO_CLASS.at(
                    source,
                    "target '" + target + "' is " + decimals.getFirst() + " in every row",
                    "there is nothing to tell apart; check the target column");
        }
        return this;
    }

    /**
     * Puts {@code fraction} of the rows, rounded, aside by a permutation that only {@code seed} decides: Fisher–Yates
     * from the last row down, drawing from a SplittableRandom. The order within each part is the permuted one.
     */
    public Split split(double fraction, long seed) {
        return split("--test-split", fraction, seed);
    }

    /**
     * As {@link #split(double, long)}.
     *
     * @param option what asks for it, for the refusal
     */
    public Split split(String option, double fraction, long seed) {
        int test = (int) Math.round(fraction * rows());
        if (!(fraction >= 0 && fraction < 1) || test >= rows() || (fraction > 0 && test == 0)) {
            throw CliError.SPLIT_IMPOSSIBLE.at(
                    option + " " + fraction,
                    "cannot put aside " + test + " of " + rows() + " rows",
                    "choose a fraction in [0, 1) that leaves rows on both sides, such as 0.2");
        }
        int[] order = new int[rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return new Split(take(order, test, rows()), take(order, 0, test));
    }

    /** The same columns without rows. */
    public Samples none() {
        return take(new int[0], 0, 0);
    }

    /** The rows a model learns from, and those it is judged by. */
    public record Split(Samples train, Samples test) {}

    private Samples take(int[] order, int from, int to) {
        double[][] x = new double[to - from][];
        double[] y = new double[to - from];
        String[] text = new String[to - from];
        for (int i = from; i < to; i++) {
            x[i - from] = features[order[i]].clone();
            y[i - from] = labels[order[i]];
            text[i - from] = decimals.get(order[i]);
        }
        return new Samples(source, names, target, x, y, List.of(text));
    }
}
