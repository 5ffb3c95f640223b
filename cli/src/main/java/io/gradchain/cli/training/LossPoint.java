package io.gradchain.cli.training;

/** What a contract said about one epoch. */
public record LossPoint(long epoch, double loss, double gradientNorm) {}
