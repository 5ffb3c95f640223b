package io.gradchain.cli.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** RPC clients that submit bad transactions one after the other, each waiting for its answer. */
final class SpamClients implements Attacker {
    private static final int CLIENTS = 4;

    private final Door door;
    private final SpamSource source;
    private final long pauseNanos;
    private final List<Thread> threads = new ArrayList<>();
    private final SortedMap<String, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /** @param perSecond submissions of all clients, if the node answers as fast */
    SpamClients(Target target, SpamSource source, int perSecond) {
        this.door = new Door("target", "http://127.0.0.1:" + target.rpcPort());
        this.source = source;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) * CLIENTS / perSecond;
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(Thread.ofVirtual().start(this::submit));
        }
    }

    private void submit() {
        long next = System.nanoTime();
        while (!closed) {
            String answer = door.submit(source.next()).orElse("taken");
            answers.computeIfAbsent(answer, code -> new AtomicLong()).incrementAndGet();
            next = Math.max(next + pauseNanos, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    @Override
    public String name() {
        return "RPC spam";
    }

    /** How many were taken or refused, by code. */
    SortedMap<String, AtomicLong> answers() {
        return answers;
    }

    @Override
    public String story() {
        return "answers: " + answers;
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        door.close();
    }
}
