package io.gradchain.cli.reference;

import java.util.Arrays;

/** How good a model is on rows it may not have seen. */
public final class Score {
    private Score() {}

    /** ŷ for linear, the probability of class 1 for logistic. */
    public static double predict(Model model, double[] x, double[] w, double b) {
        double z = b;
        for (int j = 0; j < x.length; j++) {
            z += x[j] * w[j];
        }
        return model == Model.LINEAR ? z : 1 / (1 + Math.exp(-z));
    }

    /** R² for linear, accuracy at p ≥ ½ for logistic, as scikit-learn's {@code score} does; NaN without rows. */
    public static double of(Model model, double[][] x, double[] y, double[] w, double b) {
        return switch (model) {
            case LINEAR -> {
                double mean = 0;
                for (double v : y) {
                    mean += v / y.length;
                }
                double residual = 0;
                double total = 0;
                for (int i = 0; i < y.length; i++) {
                    double r = y[i] - predict(model, x[i], w, b);
                    residual += r * r;
                    total += (y[i] - mean) * (y[i] - mean);
                }
                yield 1 - residual / total;
            }
            case LOGISTIC -> {
                double right = 0;
                for (int i = 0; i < y.length; i++) {
                    right += (predict(model, x[i], w, b) >= 0.5) == (y[i] == 1) ? 1 : 0;
                }
                yield right / y.length;
            }
        };
    }

    /** The part of the labels' variance that predictions explain; −∞ or NaN for labels that never change. */
    public static double rSquared(double[] predicted, double[] y) {
        double mean = Arrays.stream(y).average().orElse(Double.NaN);
        double residual = 0;
        double total = 0;
        for (int i = 0; i < y.length; i++) {
            residual += (y[i] - predicted[i]) * (y[i] - predicted[i]);
            total += (y[i] - mean) * (y[i] - mean);
        }
        return 1 - residual / total;
    }

    /** The part of the labels that are predicted. */
    public static double accuracy(double[] predicted, double[] y) {
        int right = 0;
        for (int i = 0; i < y.length; i++) {
            right += predicted[i] == y[i] ? 1 : 0;
        }
        return (double) right / y.length;
    }

    /** The mean loss per sample that training lowers. */
    public static double loss(Model model, double[][] x, double[] y, double[] w, double b) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double p = predict(model, x[i], w, b);
            sum += switch (model) {
                case LINEAR -> (p - y[i]) * (p - y[i]);
                case LOGISTIC -> -(y[i] == 1 ? Math.log(p) : Math.log1p(-p));
            };
        }
        return sum / y.length;
    }
}
