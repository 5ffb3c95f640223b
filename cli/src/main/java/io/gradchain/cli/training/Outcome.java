package io.gradchain.cli.training;

import io.gradchain.cli.reference.Reference;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of a training.
 *
 * @param learned empty where the contract shows no coefficients
 * @param test empty where no rows were held out
 */
public record Outcome(Optional<Learned> learned, Float64 float64, Judgement train, Optional<Judgement> test) {
    /** @param reference asked for only where float64 can do the same */
    public static Outcome of(
            TrainingContract contract, Prepared data, Twin twin, Judge judge, Supplier<Reference> reference) {
        return new Outcome(
                contract.learned(),
                switch (twin) {
                    case Twin.Known(var model, var setting) -> {
                        Comparison all = Comparison.of(contract.trained(), model, data, reference.get(), setting);
                        yield new Float64.Fitted(all.float64(), all.maxDifference());
                    }
                    case Twin.Unknown(String reason) -> new Float64.Unknown(reason);
                },
                judge.of(data.train()),
                data.test().rows() == 0 ? Optional.empty() : Optional.of(judge.of(data.test())));
    }
}
