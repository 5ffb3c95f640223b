package io.gradchain.node.metrics;

import java.time.Duration;
import java.util.Arrays;

/** The last few durations: what a machine does now, where a histogram tells of its whole life. Safe for any thread. */
public final class RecentTimes {
    private final long[] micros;
    private long count;

    /** @param kept how many */
    public RecentTimes(int kept) {
        micros = new long[kept];
    }

    /**
     * One distribution, in µs; all 0 when there is nothing yet.
     *
     * @param count how many it is of
     */
    public record Summary(int count, long p50, long p95, long p99, long max) {}

    public synchronized void add(Duration took) {
        micros[(int) (count++ % micros.length)] = took.toNanos() / 1_000;
    }

    public synchronized Summary summary() {
        int n = (int) Math.min(count, micros.length);
        long[] sorted = Arrays.copyOf(micros, n);
        Arrays.sort(sorted);
        return new Summary(n, at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100));
    }

    /** The smallest value that at least {@code percent} of all do not exceed. */
    private static long at(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}
