package io.gradchain.cli.training;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.data.Samples;
import io.gradchain.cli.data.Standardiser;
import io.gradchain.cli.reference.Model;

/**
 * Samples ready for the chain: split, standardised by the training rows, quantised.
 *
 * @param test without rows where nothing was held out
 * @param key tells the same preparation of the same file again
 */
public record Prepared(
        Model model, Samples samples, Standardiser standardiser, Quantised train, Quantised test, String key) {
    /**
     * @param fraction of the rows held out for testing
     * @param seed decides which
     * @param bits fraction bits kept in features
     */
    public static Prepared of(Model model, Samples samples, double fraction, long seed, int bits) {
        Samples checked = model == Model.LOGISTIC ? samples.requireBinary() : samples;
        Samples.Split split = checked.split(fraction, seed);
        Standardiser standardiser = Standardiser.fit(split.train());
        return new Prepared(
                model,
                samples,
                standardiser,
                Quantised.of(split.train(), standardiser, bits),
                Quantised.of(split.test(), standardiser, bits),
                samples.source() + " " + samples.target() + " " + samples.rows() + " rows, test " + fraction + ", seed "
                        + seed + ", " + bits + " bits");
    }
}
