package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.Puzzle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The threads that search for a seal, one search at a time. A duty cycle leaves the machine air: after each piece of work
 * a thread rests in proportion, so several nodes can share a laptop.
 */
final class SealSearch {
    private static final int NONCES_AT_A_TIME = 4_096;
    private static final int DUTY_UNIT = 1_000;

    private final String name;
    private final int threads;
    private final int dutyPermille;
    private final AtomicLong current = new AtomicLong();
    private final LongAdder attempts = new LongAdder();
    private volatile boolean stopped;

    SealSearch(String name, int threads, int dutyPermille) {
        if (threads < 1 || dutyPermille < 1 || dutyPermille > DUTY_UNIT) {
            throw new IllegalArgumentException("a search has at least one thread, and a duty of 1 to 1000 permille");
        }
        this.name = name;
        this.threads = threads;
        this.dutyPermille = dutyPermille;
    }

    /** Ends the search under way and begins this one; {@code found} is called once, by the thread that found it. */
    void start(Puzzle puzzle, Consumer<byte[]> found) {
        long search = current.incrementAndGet();
        for (int i = 0; i < threads && !stopped; i++) {
            // Threads of one search start far apart and never meet; where they start differs from search to search.
            long first = (search << 40) + ((long) i << 32);
            Thread.ofPlatform().name(name + "-miner-" + i).daemon().start(() -> run(search, first, puzzle, found));
        }
    }

    /** Attempts of all searches, counted by the piece of work. */
    long attempts() {
        return attempts.sum();
    }

    void cancel() {
        current.incrementAndGet();
    }

    void stop() {
        stopped = true;
        cancel();
    }

    private void run(long search, long first, Puzzle puzzle, Consumer<byte[]> found) {
        long next = first;
        while (current.get() == search) {
            long start = System.nanoTime();
            var seal = puzzle.attempt(next, NONCES_AT_A_TIME);
            attempts.add(NONCES_AT_A_TIME);
            if (seal.isPresent()) {
                if (current.compareAndSet(search, search + 1)) {
                    found.accept(seal.get());
                }
                return;
            }
            next += NONCES_AT_A_TIME;
            if (dutyPermille < DUTY_UNIT) {
                long worked = System.nanoTime() - start;
                LockSupport.parkNanos(
                        Math.min(worked * (DUTY_UNIT - dutyPermille) / dutyPermille, TimeUnit.SECONDS.toNanos(1)));
            }
        }
    }
}
