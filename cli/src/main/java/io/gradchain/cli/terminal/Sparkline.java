package io.gradchain.cli.terminal;

/** A row of bars for a series of numbers. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws {@code values} from their minimum to their maximum in at most {@code width} bars, each the value at its
     * place, the last always included; empty without values.
     */
    public static String of(double[] values, int width) {
        int n = Math.min(width, values.length);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        StringBuilder out = new StringBuilder(n);
        for (int i = 0; i < n; i++) {
            double v = values[n == 1 ? values.length - 1 : (int) ((long) i * (values.length - 1) / (n - 1))];
            double share = high > low ? (v - low) / (high - low) : 0;
            out.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
        }
        return out.toString();
    }
}
