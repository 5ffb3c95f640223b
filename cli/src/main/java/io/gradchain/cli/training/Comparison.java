package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.reference.Fit;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.reference.Score;
import io.gradchain.cli.reference.Setting;

/**
 * The chain's model beside the same training in float64 on the same quantised samples.
 *
 * @param trainScore R² or accuracy of the chain's model on the rows it learnt from
 * @param testScore likewise on the rows held out; NaN without them
 */
public record Comparison(TrainedModel chain, Fit float64, double maxDifference, double trainScore, double testScore) {
    public static Comparison of(TrainedModel chain, Prepared data, Reference reference, Setting setting) {
        Fit fit = reference.fit(
                data.model(), data.train().featuresAsDouble(), data.train().labelsAsDouble(), setting);
        return new Comparison(
                chain,
                fit,
                chain.maxDifference(fit.coefficients(), fit.intercept()),
                score(data, data.train(), chain),
                data.test().rows() == 0 ? Double.NaN : score(data, data.test(), chain));
    }

    private static double score(Prepared data, Quantised rows, TrainedModel model) {
        return Score.of(
                data.model(),
                rows.featuresAsDouble(),
                rows.labelsAsDouble(),
                model.coefficientsAsDouble(),
                model.interceptAsDouble());
    }
}
