package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;

/**
 * A model as the chain holds it, in standardised units.
 *
 * @param coefficients raw values, each the number times 2³²
 * @param intercept raw value
 */
public record TrainedModel(long[] coefficients, long intercept) {
    public TrainedModel {
        coefficients = coefficients.clone();
    }

    @Override
    public long[] coefficients() {
        return coefficients.clone();
    }

    public double[] coefficientsAsDouble() {
        double[] out = new double[coefficients.length];
        for (int j = 0; j < out.length; j++) {
            out[j] = Quantised.toDouble(coefficients[j]);
        }
        return out;
    }

    public double interceptAsDouble() {
        return Quantised.toDouble(intercept);
    }

    /** The largest distance to {@code other}, over coefficients and intercept. */
    public double maxDifference(double[] otherCoefficients, double otherIntercept) {
        double max = Math.abs(interceptAsDouble() - otherIntercept);
        for (int j = 0; j < coefficients.length; j++) {
            double d = Math.abs(Quantised.toDouble(coefficients[j]) - otherCoefficients[j]);
            // A NaN must not pass for agreement.
            max = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(max, d);
        }
        return Double.isNaN(max) ? Double.POSITIVE_INFINITY : max;
    }
}
