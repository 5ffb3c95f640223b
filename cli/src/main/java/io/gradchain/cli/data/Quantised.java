package io.gradchain.cli.data;

import io.gradchain.cli.error.CliError;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;

/**
 * Samples as the chain holds them: raw values, each the number times 2³².
 *
 * @param features rows × columns
 * @param labels one a row
 */
public record Quantised(long[][] features, long[] labels) {
    /** Fraction bits kept in standardised features unless all 32 are asked for: such data takes the narrow kernels. */
    public static final int NARROW_BITS = 16;

    public static final int FULL_BITS = Fixed.FRACTION_BITS;

    /** Standardises and rounds features to {@code bits} fraction bits; labels are rounded once from their decimals. */
    public static Quantised of(Samples samples, Standardiser standardiser, int bits) {
        long[] labels = new long[samples.rows()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = switch (Fixed.parse(samples.decimals().get(i))) {
                case ParseResult.Parsed parsed -> parsed.raw();
                case ParseResult.Refused refused ->
                    throw CliError.CSV_OUT_OF_RANGE.at(
                            samples.source() + ", target '" + samples.target() + "'",
                            refused.reason(),
                            "rescale the target column");
            };
        }
        return new Quantised(features(samples.source(), standardiser.apply(samples.features()), bits), labels);
    }

    /** Rounds {@code values} to {@code bits} fraction bits, ties to even. */
    public static long[][] features(String source, double[][] values, int bits) {
        long[][] raw = new long[values.length][];
        double unit = 1L << bits;
        for (int i = 0; i < values.length; i++) {
            raw[i] = new long[values[i].length];
            for (int j = 0; j < values[i].length; j++) {
                if (!(Math.abs(values[i][j]) < 0x1p31 - 1)) {
                    throw CliError.CSV_OUT_OF_RANGE.at(
                            source + ", sample " + (i + 1) + ", feature " + (j + 1),
                            values[i][j] + " standard deviations are outside the range of fixed",
                            "the value is not of the training data's kind; check its units");
                }
                raw[i][j] = (long) Math.rint(values[i][j] * unit) << (FULL_BITS - bits);
            }
        }
        return raw;
    }

    public int rows() {
        return features.length;
    }

    public int columns() {
        return features[0].length;
    }

    /** The exact double of a raw value, where it has at most 53 significant bits; else the nearest. */
    public static double toDouble(long raw) {
        return raw * 0x1p-32;
    }

    /** The features as doubles; exact for standardised data. */
    public double[][] featuresAsDouble() {
        double[][] out = new double[features.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = toDouble(features[i]);
        }
        return out;
    }

    public double[] labelsAsDouble() {
        return toDouble(labels);
    }

    private static double[] toDouble(long[] raw) {
        double[] out = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            out[i] = toDouble(raw[i]);
        }
        return out;
    }
}
