package io.gradchain.cli.torture;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that follows the final chain of one node, dead or alive, and tells the ledger. */
final class Witness implements AutoCloseable {
    private static final long WAIT_MILLIS = 1_000;
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Door door;
    private final Ledger ledger;
    private final long pauseNanos;
    private final Thread thread;
    private volatile boolean closed;

    /** @param pauseMillis between two looks; 0 to see every block at once */
    Witness(Door door, Ledger ledger, long pauseMillis) {
        this.door = door;
        this.ledger = ledger;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        this.thread = Thread.ofVirtual().name("witness-" + door.node()).start(this::watch);
    }

    private void watch() {
        long seen = 0;
        while (!closed) {
            Optional<Long> told = door.awaitFinal(seen + 1, WAIT_MILLIS);
            if (told.isEmpty()) {
                LockSupport.parkNanos(SILENCE_NANOS);
                continue;
            }
            long top = told.get();
            for (long height = Math.max(1, Math.max(seen, top - 500) + 1); height <= top && !closed; height++) {
                // What others told is read again only at the top: enough to contradict them.
                if (height == top || !ledger.knows(height)) {
                    door.block(height).filter(Door.Block::isFinal).ifPresent(b -> ledger.told(door.node(), b));
                }
            }
            seen = Math.max(seen, top);
            LockSupport.parkNanos(pauseNanos);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
