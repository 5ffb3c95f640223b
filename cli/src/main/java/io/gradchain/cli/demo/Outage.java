package io.gradchain.cli.demo;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A validator that is killed in the middle of a training and comes back before it ends: at the first call of {@link #at}
 * past two fifths of the epochs, and past seven tenths.
 */
final class Outage {
    private static final long PATIENCE_SECONDS = 60;

    private final DemoNet net;
    private final int victim;
    private final ChainClient witness;
    private final long epochs;
    private long heightAtKill = -1;
    private CompletableFuture<Double> comeback;

    Outage(DemoNet net, int victim, ChainClient witness, long epochs) {
        this.net = net;
        this.victim = victim;
        this.witness = witness;
        this.epochs = epochs;
    }

    /** What it was. */
    record Story(String name, long heightAtKill, double caughtUpSeconds) {}

    /** Hears that {@code epoch} is final; says what it did, empty most of the time. */
    String at(long epoch) {
        if (heightAtKill < 0 && epoch * 5 >= epochs * 2) {
            heightAtKill = witness.status().finalHeight();
            net.kill(victim);
            return net.name(victim) + " killed at block " + heightAtKill;
        }
        if (comeback == null && epoch * 10 >= epochs * 7) {
            comeback = CompletableFuture.supplyAsync(this::comeBack);
            return net.name(victim) + " comes back";
        }
        return "";
    }

    /** Seconds from the start of the node until its final block is the network's. */
    private double comeBack() {
        long start = System.nanoTime();
        net.restart(victim);
        while (true) {
            long target = witness.status().finalHeight();
            if (net.client(victim)
                    .findStatus()
                    .filter(s -> s.finalHeight() >= target)
                    .isPresent()) {
                return (System.nanoTime() - start) / 1e9;
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw CliError.TIMEOUT.at(net.name(victim), "it did not catch up within " + PATIENCE_SECONDS + " s");
            }
        }
    }

    /** Waits until the validator caught up. */
    Story join() {
        try {
            return new Story(net.name(victim), heightAtKill, comeback.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
