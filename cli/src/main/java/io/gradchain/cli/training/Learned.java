package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;

/**
 * The coefficients a contract shows, in the units its features came in.
 *
 * @param coefficients raw, features × outputs
 * @param intercepts raw, one an output, or none
 */
public record Learned(long[][] coefficients, long[] intercepts) {
    static Learned of(TrainedModel model) {
        long[] w = model.coefficients();
        long[][] column = new long[w.length][];
        for (int j = 0; j < w.length; j++) {
            column[j] = new long[] {w[j]};
        }
        return new Learned(column, new long[] {model.intercept()});
    }

    public int outputs() {
        return coefficients[0].length;
    }

    public double coefficient(int feature, int output) {
        return Quantised.toDouble(coefficients[feature][output]);
    }

    public double intercept(int output) {
        return Quantised.toDouble(intercepts[output]);
    }

    public boolean hasIntercept() {
        return intercepts.length > 0;
    }
}
