package io.gradchain.cli.data;

import io.gradchain.cli.error.CliError;
import java.util.Arrays;

/**
 * Per column z = (x − mean) / scale, where scale is the population standard deviation (divide by n, as scikit-learn's
 * StandardScaler does).
 */
public record Standardiser(double[] mean, double[] scale) {
    public Standardiser {
        mean = mean.clone();
        scale = scale.clone();
        if (mean.length != scale.length || Arrays.stream(scale).anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException("one mean and one positive scale a column");
        }
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] scale() {
        return scale.clone();
    }

    /** Leaves {@code columns} columns as they are. */
    public static Standardiser none(int columns) {
        double[] ones = new double[columns];
        Arrays.fill(ones, 1);
        return new Standardiser(new double[columns], ones);
    }

    /** Learns from the training rows alone; a column that never changes is refused. */
    public static Standardiser fit(Samples train) {
        int d = train.names().size();
        int n = train.rows();
        double[] mean = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (double[] row : train.features()) {
                sum += row[j];
            }
            mean[j] = sum / n;
            double squares = 0;
            for (double[] row : train.features()) {
                squares += (row[j] - mean[j]) * (row[j] - mean[j]);
            }
            scale[j] = Math.sqrt(squares / n);
            // Rounding in the mean leaves a constant column a scale of some ulps instead of 0.
            if (!(scale[j] > 1e-12 * Math.abs(mean[j])) || !Double.isFinite(scale[j])) {
                throw CliError.CSV_CONSTANT_COLUMN.at(
                        train.source() + ", column '" + train.names().get(j) + "'",
                        "all training rows hold the same value, or one too large to square",
                        "such a column teaches nothing; remove it");
            }
        }
        return new Standardiser(mean, scale);
    }

    /** rows × features, standardised. */
    public double[][] apply(double[][] rows) {
        double[][] out = new double[rows.length][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                out[i][j] = (rows[i][j] - mean[j]) / scale[j];
            }
        }
        return out;
    }
}
