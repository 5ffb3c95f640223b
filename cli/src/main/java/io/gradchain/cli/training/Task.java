package io.gradchain.cli.training;

import io.gradchain.cli.data.Samples;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.reference.Score;

/** What a contract learns to tell about a sample. */
public sealed interface Task {
    /** Any number. */
    record Regression() implements Task {}

    /** One of the classes 0 to {@code classes} − 1. */
    record Classification(int classes) implements Task {}

    /** What the models of the float64 reference learn. */
    static Task of(Model model) {
        return switch (model) {
            case LINEAR -> new Regression();
            case LOGISTIC -> new Classification(2);
        };
    }

    /** Refuses samples with a label that is none of the classes. */
    default Samples check(Samples samples) {
        return switch (this) {
            case Regression() -> samples;
            case Classification(int classes) -> samples.requireClasses(classes);
        };
    }

    /** Refuses samples nobody can learn this from. */
    default Samples checkTraining(Samples samples) {
        return switch (this) {
            case Regression() -> samples;
            case Classification(int classes) -> check(samples).requireVariety();
        };
    }

    /** What {@link #score} is called. */
    default String scoreName() {
        return switch (this) {
            case Regression() -> "R²";
            case Classification(int classes) -> "accuracy";
        };
    }

    /** How good predictions are, as scikit-learn's {@code score}. */
    default double score(double[] predicted, double[] labels) {
        return switch (this) {
            case Regression() -> Score.rSquared(predicted, labels);
            case Classification(int classes) -> Score.accuracy(predicted, labels);
        };
    }
}
