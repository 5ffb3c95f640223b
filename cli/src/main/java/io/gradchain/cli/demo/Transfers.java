package io.gradchain.cli.demo;

import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** Measures finality: transfers one after the other, each sent when the one before is final. */
final class Transfers {
    private static final long GAS_LIMIT = 500_000;
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(18);

    private Transfers() {}

    /**
     * From the proposal of a block to its finality at its proposer, votes written to disk before they are sent.
     *
     * @param blocks that were measured
     * @param warmUp transfers before them
     */
    record Finality(double p50Ms, double p95Ms, double p99Ms, long blocks, int warmUp) {}

    /**
     * Sends {@code warmUp} transfers that are not counted, since the JVM still compiles, and {@code count} that are; fewer
     * of both where the chain is slow.
     */
    static Finality measure(Screen screen, DemoNet net, Sender sender, Address to, int warmUp, int count) {
        int warmedUp;
        Histogram cold;
        try (Progress progress = new Progress(screen, "transfers", "transfer", warmUp + count)) {
            warmedUp = send(sender, to, warmUp, WARM_UP_NANOS, done -> progress.at(done, ""));
            cold = net.finality();
            send(sender, to, count, MEASURE_NANOS, done -> progress.at(warmUp + done, ""));
        }
        Histogram warm = net.finality();
        warm.subtract(cold);
        return new Finality(
                warm.getValueAtPercentile(50) / 1e3,
                warm.getValueAtPercentile(95) / 1e3,
                warm.getValueAtPercentile(99) / 1e3,
                warm.getTotalCount(),
                warmedUp);
    }

    /** Sends at most {@code count}, none after {@code nanos}; how many. */
    private static int send(Sender sender, Address to, int count, long nanos, IntConsumer sent) {
        long end = System.nanoTime() + nanos;
        int done = 0;
        while (done < count && (done == 0 || System.nanoTime() < end)) {
            sender.send(new Payload.Transfer(to, new Amount(++done)), GAS_LIMIT);
            sent.accept(done);
        }
        return done;
    }
}
