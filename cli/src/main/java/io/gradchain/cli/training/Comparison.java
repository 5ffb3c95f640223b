package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.reference.Fit;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Reference;
import io.gradchain.cli.reference.Score;
import io.gradchain.cli.reference.Setting;
import java.util.Optional;

/**
 * The chain's model beside the same training in float64 on the same quantised samples.
 *
 * @param trainScore R² or accuracy of the chain's model on the rows it learnt from
 * @param testScore likewise on the rows held out; NaN without them
 */
public record Comparison(TrainedModel chain, Fit float64, double maxDifference, double trainScore, double testScore) {
    public static Comparison of(TrainedModel chain, Model model, Prepared data, Reference reference, Setting setting) {
        Fit fit = reference.fit(
                model, data.train().featuresAsDouble(), data.train().labelsAsDouble(), setting);
        return new Comparison(
                chain,
                fit,
                chain.maxDifference(fit.coefficients(), fit.intercept()),
                score(model, data.train(), chain),
                data.test().rows() == 0 ? Double.NaN : score(model, data.test(), chain));
    }

    /** The same for a report. */
    public Outcome outcome(Model model) {
        String name = Task.of(model).scoreName();
        return new Outcome(
                Optional.of(Learned.of(chain)),
                new Float64.Fitted(float64, maxDifference),
                new Judgement.Score(name, trainScore, ""),
                Double.isNaN(testScore) ? Optional.empty() : Optional.of(new Judgement.Score(name, testScore, "")));
    }

    private static double score(Model model, Quantised rows, TrainedModel chain) {
        return Score.of(
                model,
                rows.featuresAsDouble(),
                rows.labelsAsDouble(),
                chain.coefficientsAsDouble(),
                chain.interceptAsDouble());
    }
}
