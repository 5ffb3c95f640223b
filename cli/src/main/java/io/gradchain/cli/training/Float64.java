package io.gradchain.cli.training;

import io.gradchain.cli.reference.Fit;

/** What a training in float64 says to that on the chain. */
public sealed interface Float64 {
    record Fitted(Fit fit, double maxDifference) implements Float64 {}

    /** @param reason why float64 cannot do the same, for people */
    record Unknown(String reason) implements Float64 {}
}
