package io.gradchain.cli.report;

import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.reference.Fit;
import io.gradchain.cli.training.FitResult;
import io.gradchain.cli.training.Float64;
import io.gradchain.cli.training.Judgement;
import io.gradchain.cli.training.Learned;
import io.gradchain.cli.training.Outcome;
import io.gradchain.cli.training.Prepared;
import java.util.Arrays;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A training as JSON; 64-bit integers are strings, and what several outputs have is an array of theirs. */
public final class FitJson {
    private FitJson() {}

    /** Writes what {@link FitReport} prints into {@code out}, and more. */
    public static void write(ObjectNode out, Prepared data, long epochs, FitResult fit, Outcome result) {
        out.put("dataset", data.samples().source())
                .put("target", data.samples().target())
                .put("rows", data.train().rows())
                .put("testRows", data.test().rows())
                .put("features", data.samples().names().size())
                .put("epochs", epochs);
        result.learned().ifPresent(learned -> learned(out, learned));
        switch (result.float64()) {
            case Float64.Fitted(Fit reference, double difference) -> {
                numbers(out.putArray("coefFloat64"), reference.coefficients());
                out.put("interceptFloat64", reference.intercept())
                        .put("float64Backend", reference.backend())
                        .put("maxAbsDiffFloat64", difference);
            }
            case Float64.Unknown(String reason) -> out.put("float64Unknown", reason);
        }
        score(out, "trainScore", result.train());
        result.test().ifPresent(test -> score(out, "testScore", test));
        out.put("gas", Long.toString(fit.gas()))
                .put("transactions", fit.transactions())
                .put("secondsPerEpoch", fit.seconds() / Math.max(1, fit.losses().size()));
        numbers(out.putArray("mean"), data.standardiser().mean());
        numbers(out.putArray("scale"), data.standardiser().scale());
        numbers(out.putArray("losses"), fit.lossValues());
    }

    private static void numbers(ArrayNode out, double[] values) {
        Arrays.stream(values).forEach(out::add);
    }

    private static void learned(ObjectNode out, Learned learned) {
        ArrayNode coef = out.putArray("coef");
        ArrayNode raw = out.putArray("coefRaw");
        boolean one = learned.outputs() == 1;
        for (long[] row : learned.coefficients()) {
            values(one ? coef : coef.addArray(), row);
            raws(one ? raw : raw.addArray(), row);
        }
        if (learned.hasIntercept() && one) {
            out.put("intercept", learned.intercept(0)).put("interceptRaw", Long.toString(learned.intercepts()[0]));
        } else if (learned.hasIntercept()) {
            values(out.putArray("intercept"), learned.intercepts());
            raws(out.putArray("interceptRaw"), learned.intercepts());
        }
    }

    private static void values(ArrayNode out, long[] raws) {
        numbers(out, LongStream.of(raws).mapToDouble(Quantised::toDouble).toArray());
    }

    private static void raws(ArrayNode out, long[] raws) {
        LongStream.of(raws).mapToObj(Long::toString).forEach(out::add);
    }

    private static void score(ObjectNode out, String field, Judgement judgement) {
        switch (judgement) {
            case Judgement.Score(String name, double value, String by) -> out.put(field, value);
            case Judgement.None(String reason) -> {}
        }
    }
}
