package io.gradchain.cli.reference;

/**
 * How a model is trained.
 *
 * @param rate the learning rate η
 * @param alpha weight of the penalty α·|w|²; the intercept is free
 */
public record Setting(double rate, double alpha, int epochs) {}
