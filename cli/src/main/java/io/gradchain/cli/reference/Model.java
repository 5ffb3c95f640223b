package io.gradchain.cli.reference;

/** The two models that can be trained, with their mean loss per sample. */
public enum Model {
    /** ŷ = x·w + b, loss (ŷ − y)². */
    LINEAR,
    /** p = σ(x·w + b), loss −y ln p − (1 − y) ln(1 − p). */
    LOGISTIC
}
