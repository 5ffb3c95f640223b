package io.gradchain.cli.report;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.reference.Model;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.Sparkline;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.training.Comparison;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.Prepared;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A training for people and as JSON: loss curve, coefficients beside float64, scores, gas and time. */
public final class FitReport {
    private static final int CURVE = 60;

    private FitReport() {}

    /** Prints {@code fit} and what came of it. */
    public static void print(Screen screen, Prepared data, FitResult fit, Comparison result) {
        double[] losses = fit.lossValues();
        if (losses.length > 0) {
            screen.line("  loss  %.6f %s %.6f   over %d epochs"
                    .formatted(losses[0], Sparkline.of(losses, CURVE), losses[losses.length - 1], losses.length));
        }
        TextTable table = new TextTable("coefficient", "on chain", "float64", "difference");
        List<String> names = data.samples().names();
        double[] chain = result.chain().coefficientsAsDouble();
        for (int j = 0; j < chain.length; j++) {
            row(table, names.get(j), chain[j], result.float64().coefficients()[j]);
        }
        row(
                table,
                "intercept",
                result.chain().interceptAsDouble(),
                result.float64().intercept());
        screen.table(table);
        screen.line("  largest difference %.2e   (float64 by %s, on the same quantised samples)"
                .formatted(result.maxDifference(), result.float64().backend()));
        String score = data.model() == Model.LINEAR ? "R²" : "accuracy";
        screen.line("  %s %.4f on %d training rows%s"
                .formatted(
                        score,
                        result.trainScore(),
                        data.train().rows(),
                        data.test().rows() == 0
                                ? ""
                                : ", %.4f on %d rows held out"
                                        .formatted(
                                                result.testScore(), data.test().rows())));
        screen.line("  %,d gas in %d transactions, %.2f ms an epoch (wall clock, with consensus)"
                .formatted(fit.gas(), fit.transactions(), 1e3 * fit.seconds() / Math.max(1, losses.length)));
    }

    private static void row(TextTable table, String name, double chain, double float64) {
        table.row(
                name, "%.9f".formatted(chain), "%.9f".formatted(float64), "%.1e".formatted(Math.abs(chain - float64)));
    }

    /** Writes the same into {@code out}; 64-bit integers are strings. */
    public static void write(ObjectNode out, Prepared data, long epochs, FitResult fit, Comparison result) {
        out.put("dataset", data.samples().source())
                .put("target", data.samples().target())
                .put("rows", data.train().rows())
                .put("testRows", data.test().rows())
                .put("features", data.samples().names().size())
                .put("epochs", epochs);
        ArrayNode coef = out.putArray("coef");
        ArrayNode raw = out.putArray("coefRaw");
        ArrayNode float64 = out.putArray("coefFloat64");
        long[] raws = result.chain().coefficients();
        for (int j = 0; j < raws.length; j++) {
            coef.add(Quantised.toDouble(raws[j]));
            raw.add(Long.toString(raws[j]));
            float64.add(result.float64().coefficients()[j]);
        }
        out.put("intercept", result.chain().interceptAsDouble())
                .put("interceptRaw", Long.toString(result.chain().intercept()))
                .put("interceptFloat64", result.float64().intercept())
                .put("float64Backend", result.float64().backend())
                .put("maxAbsDiffFloat64", result.maxDifference())
                .put("trainScore", result.trainScore());
        if (data.test().rows() > 0) {
            out.put("testScore", result.testScore());
        }
        out.put("gas", Long.toString(fit.gas()))
                .put("transactions", fit.transactions())
                .put("secondsPerEpoch", fit.seconds() / Math.max(1, fit.losses().size()));
        ArrayNode mean = out.putArray("mean");
        ArrayNode scale = out.putArray("scale");
        for (double v : data.standardiser().mean()) {
            mean.add(v);
        }
        for (double v : data.standardiser().scale()) {
            scale.add(v);
        }
        ArrayNode losses = out.putArray("losses");
        fit.losses().forEach(point -> losses.add(point.loss()));
    }
}
