package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Samples;
import io.gradchain.cli.data.Standardiser;
import io.gradchain.cli.reference.Model;

/**
 * Samples ready for the chain: split, standardised by the training rows, quantised.
 *
 * @param judging rows the contract judges itself by while it trains; mostly none
 * @param test without rows where nothing was held out
 * @param key tells the same preparation of the same file again
 */
public record Prepared(
        Task task,
        Samples samples,
        Standardiser standardiser,
        Quantised train,
        Quantised judging,
        Quantised test,
        String key) {
    /**
     * How samples are prepared.
     *
     * @param test fraction of the rows held out for testing
     * @param judging fraction of the others that the contract shall judge itself by
     * @param seed decides which
     * @param bits fraction bits kept in features
     * @param standardise or leave the features in their own units
     */
    public record Plan(double test, double judging, long seed, int bits, boolean standardise) {}

    /** For one of the models of the float64 reference. */
    public static Prepared of(Model model, Samples samples, double fraction, long seed, int bits) {
        return of(Task.of(model), samples, new Plan(fraction, 0, seed, bits, true));
    }

    public static Prepared of(Task task, Samples samples, Plan plan) {
        Samples.Split split = task.checkTraining(samples).split(plan.test, plan.seed);
        // A fraction of nothing would still permute the rows once more.
        Samples.Split inner = plan.judging == 0
                ? new Samples.Split(split.train(), split.train().none())
                : split.train().split("--hold-out", plan.judging, plan.seed);
        Standardiser standardiser = plan.standardise
                ? Standardiser.fit(inner.train())
                : Standardiser.none(samples.names().size());
        return new Prepared(
                task,
                samples,
                standardiser,
                Quantised.of(inner.train(), standardiser, plan.bits),
                Quantised.of(inner.test(), standardiser, plan.bits),
                Quantised.of(split.test(), standardiser, plan.bits),
                samples.source() + " " + samples.target() + " " + samples.rows() + " rows, test " + plan.test
                        + ", seed " + plan.seed + ", " + plan.bits + " bits"
                        + (plan.judging == 0 ? "" : ", hold-out " + plan.judging));
    }
}
