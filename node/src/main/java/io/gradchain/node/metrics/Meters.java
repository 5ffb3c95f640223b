package io.gradchain.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/** Registers meters, each with its meaning; a name in dots becomes one with underscores and its unit at the end. */
final class Meters {
    /** Bounds of the buckets in µs: a disk syncs within one, a view ends within a minute. */
    private static final long[] BOUNDS = {
        100,
        250,
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000,
        30_000_000,
        60_000_000
    };

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param unit what the name ends with, such as {@code bytes}; empty for plain numbers */
    void gauge(String name, String unit, String meaning, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(meaning)
                .tags(Tags.of(labels))
                // The registry holds its objects weakly, and nobody else holds this one.
                .strongReference(true)
                .register(registry);
    }

    /** As {@link #gauge}, of something that only grows while the process lives. */
    void counter(String name, String unit, String meaning, DoubleSupplier value, String... labels) {
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(meaning)
                .tags(Tags.of(labels))
                .register(registry);
    }

    Timer histogram(String name, String meaning, String... labels) {
        return Timer.builder(name)
                .description(meaning)
                .tags(Tags.of(labels))
                .serviceLevelObjectives(LongStream.of(BOUNDS)
                        .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
                        .toArray(Duration[]::new))
                .register(registry);
    }
}
