package io.gradchain.cli.report;

import io.gradchain.cli.reference.Fit;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.Sparkline;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.Float64;
import io.gradchain.cli.training.Judgement;
import io.gradchain.cli.training.Learned;
import io.gradchain.cli.training.Outcome;
import io.gradchain.cli.training.Prepared;

/** A training for people: loss curve, coefficients beside float64, scores, gas and time. */
public final class FitReport {
    private static final int CURVE = 60;

    private FitReport() {}

    /** Prints {@code fit} and what came of it. */
    public static void print(Screen screen, Prepared data, FitResult fit, Outcome result) {
        double[] losses = fit.lossValues();
        if (losses.length > 0) {
            screen.line("  loss  %.6f %s %.6f   over %d epochs"
                    .formatted(losses[0], Sparkline.of(losses, CURVE), losses[losses.length - 1], losses.length));
        }
        coefficients(screen, data, result);
        screen.line("  " + scores(data, result));
        screen.line("  %,d gas in %d transactions, %.2f ms an epoch (wall clock, with consensus)"
                .formatted(fit.gas(), fit.transactions(), 1e3 * fit.seconds() / Math.max(1, losses.length)));
    }

    private static void coefficients(Screen screen, Prepared data, Outcome result) {
        if (result.learned().isEmpty()) {
            screen.line("  the contract shows no coef_: no table of coefficients");
        }
        switch (result.float64()) {
            case Float64.Fitted(Fit fit, double difference) -> {
                result.learned()
                        .ifPresent(w -> screen.table(
                                CoefficientTable.beside(data.samples().names(), w, fit)));
                screen.line("  largest difference %.2e   (float64 by %s, on the same quantised samples)"
                        .formatted(difference, fit.backend()));
            }
            case Float64.Unknown(String reason) -> {
                result.learned().ifPresent(w -> alone(screen, data, w));
                screen.line("  " + reason);
            }
        }
    }

    private static void alone(Screen screen, Prepared data, Learned learned) {
        screen.table(CoefficientTable.alone(data.samples().names(), learned));
        if (learned.outputs() > CoefficientTable.WIDTH) {
            screen.line("  … " + (learned.outputs() - CoefficientTable.WIDTH) + " more classes, --json shows all");
        }
    }

    private static String scores(Prepared data, Outcome result) {
        return switch (result.train()) {
            case Judgement.Score(String name, double value, String by) ->
                "%s %.4f on %d training rows"
                                .formatted(name, value, data.train().rows())
                        + result.test().map(test -> ", " + held(data, test)).orElse("")
                        + (by.isEmpty() ? "" : "   (" + by + ")");
            case Judgement.None(String reason) -> "no score: " + reason;
        };
    }

    private static String held(Prepared data, Judgement test) {
        return switch (test) {
            case Judgement.Score(String name, double value, String by) ->
                "%.4f on %d rows held out".formatted(value, data.test().rows());
            case Judgement.None(String reason) -> "none on the rows held out: " + reason;
        };
    }
}
