package io.gradchain.cli.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Payload;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Transactions of one sender on their way at once: the slower blocks become final, the more, so that a chain that takes
 * seconds does not take them for each. They land in the order in which they were sent. Not thread-safe.
 */
public final class Pipeline {
    private static final long WORTH_WAITING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int WIDEST = 16;

    private final Sender sender;
    private final Consumer<Included> landed;
    private final Deque<Flight> flights = new ArrayDeque<>();
    private int width = 1;

    private record Flight(Hash hash, long sentNanos) {}

    /** @param landed hears of each transaction when it is final */
    public Pipeline(Sender sender, Consumer<Included> landed) {
        this.sender = sender;
        this.landed = landed;
    }

    /** Sends, and waits for the oldest ones while too many are on their way; one that fails on the chain is refused here. */
    public void send(Payload payload, long gasLimit) {
        flights.add(new Flight(sender.submit(payload, gasLimit), System.nanoTime()));
        while (flights.size() >= width && !flights.isEmpty()) {
            land();
        }
    }

    /** Waits for all. */
    public void finish() {
        while (!flights.isEmpty()) {
            land();
        }
    }

    private void land() {
        Flight oldest = flights.remove();
        Included included = sender.await(oldest.hash());
        long waited = System.nanoTime() - oldest.sentNanos();
        width = Math.clamp(waited / WORTH_WAITING_NANOS, 1, WIDEST);
        landed.accept(included);
    }
}
