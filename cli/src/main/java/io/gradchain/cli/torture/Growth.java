package io.gradchain.cli.torture;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether a value still grows: the medians of the second and of the last third of its samples. The first third is warm-up,
 * and single samples, such as one taken in the middle of a compaction, move no median.
 */
record Growth(double before, double after) {
    static Growth of(List<ProcessSample> samples, ToLongFunction<ProcessSample> value) {
        int third = samples.size() / 3;
        return third == 0
                ? new Growth(0, 0)
                : new Growth(
                        median(samples.subList(third, samples.size() - third), value),
                        median(samples.subList(samples.size() - third, samples.size()), value));
    }

    private static double median(List<ProcessSample> samples, ToLongFunction<ProcessSample> value) {
        long[] sorted = samples.stream().mapToLong(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    double percent() {
        return before == 0 ? 0 : 100 * (after - before) / before;
    }

    double absolute() {
        return after - before;
    }
}
