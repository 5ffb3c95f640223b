package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A stretch of time, and what became of the transfers that were meant to be sent in it. */
final class Window {
    private final Histogram times = Percentiles.histogram();
    private final long start = System.nanoTime();
    private int intended;
    private int held;
    private long lastFinal;

    synchronized void intend() {
        intended++;
    }

    /** A transfer that was not sent, since its account had too many open ones: it never counts as final. */
    synchronized void hold() {
        held++;
    }

    synchronized void settle(long intendedAt, long finalAt) {
        Percentiles.record(times, finalAt - intendedAt);
        lastFinal = Math.max(lastFinal, finalAt);
    }

    synchronized int intended() {
        return intended;
    }

    synchronized int held() {
        return held;
    }

    /** How many of the transfers are final. */
    synchronized long settled() {
        return times.getTotalCount();
    }

    /** Final transfers a second, up to the last one that became final. */
    synchronized double rate() {
        return lastFinal == 0 ? 0 : times.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / (lastFinal - start);
    }

    /** From when each was meant to be sent to its finality; those that are open still count with as long as they could. */
    synchronized Percentiles percentiles() {
        Histogram all = times.copy();
        for (long open = times.getTotalCount(); open < intended; open++) {
            Percentiles.record(all, System.nanoTime() - start);
        }
        return Percentiles.of(all);
    }
}
