package io.gradchain.cli.demo;

import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import org.HdrHistogram.Histogram;

/** Measures finality: transfers one after the other, each sent when the one before is final. */
final class Transfers {
    private static final long GAS_LIMIT = 500_000;

    private Transfers() {}

    /**
     * From the proposal of a block to its finality at its proposer, votes written to disk before they are sent.
     *
     * @param blocks that were measured, after the warm-up
     */
    record Finality(double p50Ms, double p95Ms, double p99Ms, long blocks) {}

    /** Sends {@code warmUp} transfers that are not counted, since the JVM still compiles, and {@code count} that are. */
    static Finality measure(Screen screen, DemoNet net, Sender sender, Address to, int warmUp, int count) {
        Histogram cold = null;
        try (Progress progress = new Progress(screen, "transfers", "transfer", warmUp + count)) {
            for (int i = 1; i <= warmUp + count; i++) {
                sender.send(new Payload.Transfer(to, new Amount(i)), GAS_LIMIT);
                progress.at(i, "");
                cold = i == warmUp ? net.finality() : cold;
            }
        }
        Histogram warm = net.finality();
        warm.subtract(cold);
        return new Finality(
                warm.getValueAtPercentile(50) / 1e3,
                warm.getValueAtPercentile(95) / 1e3,
                warm.getValueAtPercentile(99) / 1e3,
                warm.getTotalCount());
    }
}
