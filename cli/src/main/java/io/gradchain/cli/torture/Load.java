package io.gradchain.cli.torture;

import io.gradchain.genesis.types.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Signed transfers in an open loop: each is sent at its time of a seeded Poisson process, whatever became of those before.
 * What is not final after a while is sent again to another node, as a client does whose node died.
 */
final class Load implements AutoCloseable {
    private final List<Thread> lanes = new ArrayList<>();
    private final List<Lane> states = new ArrayList<>();
    private final int count;
    private volatile double rate;
    private volatile Window window = new Window();
    private volatile boolean closed;

    /**
     * @param doors the nodes clients use, in turn
     * @param rate transfers a second of all accounts together; changes by {@link #rate(double)}
     */
    Load(List<Wallet> wallets, List<Door> doors, Ledger ledger, double rate, long seed) {
        this.rate = rate;
        this.count = wallets.size();
        SplittableRandom dice = new SplittableRandom(seed);
        for (int i = 0; i < wallets.size(); i++) {
            Wallet to = wallets.get((i + 1) % wallets.size());
            Lane lane = new Lane(wallets.get(i), to.address(), doors, ledger, i);
            SplittableRandom own = dice.split();
            states.add(lane);
            lanes.add(Thread.ofVirtual().name("load-" + i).start(() -> drive(lane, own)));
        }
    }

    private void drive(Lane lane, SplittableRandom dice) {
        long next = System.nanoTime() + pause(dice);
        while (!closed) {
            long left = next - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(Math.min(left, Lane.LOOK_NANOS));
            } else {
                lane.send(next, window, new Amount(1));
                next += pause(dice);
            }
            lane.look();
        }
    }

    private long pause(SplittableRandom dice) {
        double mean = TimeUnit.SECONDS.toNanos(1) * (double) count / rate;
        return (long) (-mean * Math.log(1 - dice.nextDouble()));
    }

    void rate(double perSecond) {
        rate = perSecond;
    }

    /** Begins a new window; the one before, which fills up still as its transfers become final. */
    Window cut() {
        Window before = window;
        window = new Window();
        return before;
    }

    /** Waits until everything of {@code of} is final, at most {@code millis}; whether it is. */
    boolean settle(Window of, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (of.settled() + of.held() < of.intended() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return of.settled() + of.held() >= of.intended();
    }

    int sent() {
        return states.stream().mapToInt(Lane::sent).sum();
    }

    int resent() {
        return states.stream().mapToInt(Lane::resent).sum();
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread lane : lanes) {
                lane.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
