package io.gradchain.cli.reference;

/** Full-batch gradient descent from zeros: the algorithm the contracts run. */
interface Trainer {
    Fit fit(Model model, double[][] x, double[] y, Setting setting);
}
