package io.gradchain.cli.reference;

/**
 * A trained model in double precision.
 *
 * @param backend what computed it, for people
 */
public record Fit(double[] coefficients, double intercept, String backend) {}
