package io.gradchain.cli.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one engine with one delay. */
public record BenchSeries(String engine, long delayMillis, List<BenchRun> runs) {
    public BenchSeries {
        runs = List.copyOf(runs);
    }

    /** Over the runs; of an even number of runs the lower of the two in the middle. */
    record Spread(double median, double min, double max) {}

    Spread spread(ToDoubleFunction<BenchRun> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        return new Spread(sorted[(sorted.length - 1) / 2], sorted[0], sorted[sorted.length - 1]);
    }

    Spread millis(Stage stage, Percentiles.Column column) {
        return spread(run -> column.value().applyAsLong(run.stages().get(stage)) / 1e3);
    }

    Spread blocksPerSecond() {
        return spread(BenchRun::blocksPerSecond);
    }

    /** The {@code rank}-th longest time without a block, from 0, in ms. */
    Spread gapMillis(int rank) {
        return spread(run -> run.gaps().longest().size() > rank
                ? run.gaps().longest().get(rank).millis()
                : 0);
    }

    int intended() {
        return runs.stream().mapToInt(BenchRun::intended).sum();
    }

    int refused() {
        return runs.stream().mapToInt(BenchRun::refusals).sum();
    }

    int unfinished() {
        return runs.stream().mapToInt(BenchRun::unfinished).sum();
    }
}
