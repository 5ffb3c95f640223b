package io.gradchain.cli.bench;

import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** One distribution in µs. */
public record Percentiles(long count, long p50, long p90, long p95, long p99, long max) {
    private static final long MAX_MICROS = 600_000_000;

    /** A column of every table. */
    record Column(String name, ToLongFunction<Percentiles> value) {}

    static final List<Column> COLUMNS = List.of(
            new Column("p50", Percentiles::p50),
            new Column("p90", Percentiles::p90),
            new Column("p95", Percentiles::p95),
            new Column("p99", Percentiles::p99),
            new Column("max", Percentiles::max));

    /** An empty one, up to ten minutes. */
    public static Histogram histogram() {
        return new Histogram(MAX_MICROS, 3);
    }

    /** Adds a time in ns. */
    public static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos / 1_000, 0, MAX_MICROS));
    }

    public static Percentiles of(Histogram h) {
        return new Percentiles(
                h.getTotalCount(),
                h.getValueAtPercentile(50),
                h.getValueAtPercentile(90),
                h.getValueAtPercentile(95),
                h.getValueAtPercentile(99),
                h.getMaxValue());
    }
}
