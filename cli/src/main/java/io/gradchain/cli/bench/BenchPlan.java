package io.gradchain.cli.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured.
 *
 * @param rate transfers a second, on average
 * @param warmUp load before the measured time, which counts nowhere
 * @param time measured
 * @param runs of each engine and delay, each on a fresh chain
 * @param delaysMillis one-way delays injected on every link, one after the other
 * @param dead of the last nodes so many are killed when the measured time begins
 * @param patience how long a transfer may stay open after the last one was sent
 */
public record BenchPlan(
        List<String> engines,
        int nodes,
        int rate,
        Duration warmUp,
        Duration time,
        int runs,
        List<Long> delaysMillis,
        int dead,
        long seed,
        Duration patience) {
    public BenchPlan {
        engines = List.copyOf(engines);
        delaysMillis = List.copyOf(delaysMillis);
        if (engines.isEmpty() || delaysMillis.isEmpty() || nodes < 1 || rate < 1 || runs < 1) {
            throw new IllegalArgumentException("nothing to measure");
        }
        if (dead < 0 || dead >= nodes) {
            throw new IllegalArgumentException("at least one node lives");
        }
    }
}
