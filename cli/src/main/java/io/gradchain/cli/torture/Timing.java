package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** One measured distribution with its name in JSON and in words. */
public record Timing(String id, String title, Percentiles times) {
    static Timing of(String id, String title, Histogram histogram) {
        return new Timing(id.toLowerCase(Locale.ROOT), title, Percentiles.of(histogram));
    }

    String[] row() {
        return new String[] {
            title,
            "" + times.count(),
            "%,d".formatted(times.p50() / 1_000),
            "%,d".formatted(times.p95() / 1_000),
            "%,d".formatted(times.max() / 1_000)
        };
    }
}
