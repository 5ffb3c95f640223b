package io.gradchain.cli.data;

import io.gradchain.cli.error.CliError;
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

    /** Refuses a target with any value but 0 and 1, as logistic regression needs. */
    public Samples requireBinary() {
        boolean zero = false;
        boolean one = false;
        for (int i = 0; i < labels.length; i++) {
            zero |= labels[i] == 0;
            one |= labels[i] == 1;
            if (labels[i] != 0 && labels[i] != 1) {
                throw CliError.CSV_TARGET_NOT_BINARY.at(
                        source + ", sample " + (i + 1),
                        "'" + decimals.get(i) + "' in target '" + target + "' is neither 0 nor 1",
                        "logistic regression learns two classes; deploy linear for other numbers");
            }
        }
        if (!zero || !one) {
            throw CliError.CSV_TARGET_NOT_BINARY.at(
                    source,
                    "target '" + target + "' is " + (one ? 1 : 0) + " in every row",
                    "there is nothing to tell apart; check the target column");
        }
        return this;
    }

    /**
     * Puts {@code fraction} of the rows, rounded, aside by a permutation that only {@code seed} decides: Fisher–Yates
     * from the last row down, drawing from a SplittableRandom. The order within each part is the permuted one.
     */
    public Split split(double fraction, long seed) {
        int test = (int) Math.round(fraction * rows());
        if (!(fraction >= 0 && fraction < 1) || test >= rows() || (fraction > 0 && test == 0)) {
            throw CliError.SPLIT_IMPOSSIBLE.at(
                    "--test-split " + fraction,
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
