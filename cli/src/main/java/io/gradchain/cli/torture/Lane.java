package io.gradchain.cli.torture;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.SignedTransaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One account's transfers, sent through node after node until they are final. */
final class Lane {
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Below the 64 a mempool holds of an account. */
    private static final int MAX_OPEN = 60;

    private static final long RESEND_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_RESEND_NANOS = TimeUnit.SECONDS.toNanos(16);

    /** Of the oldest only: what follows them waits in some mempool, or its turn comes. */
    private static final int RESENT = 4;

    private final Wallet wallet;
    private final Address to;
    private final List<Door> doors;
    private final Ledger ledger;
    private final Deque<Open> open = new ArrayDeque<>();
    private int door;
    private long lastLook;
    private long lastPush = System.nanoTime();
    private long patience = RESEND_NANOS;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger resent = new AtomicInteger();

    private record Open(String hash, byte[] signed, long intendedAt, Window window) {}

    Lane(Wallet wallet, Address to, List<Door> doors, Ledger ledger, int firstDoor) {
        this.wallet = wallet;
        this.to = to;
        this.doors = doors;
        this.ledger = ledger;
        this.door = firstDoor;
    }

    /** Sends the next transfer, meant for {@code intendedAt} in nanoTime. */
    void send(long intendedAt, Window window, Amount amount) {
        window.intend();
        if (open.size() >= MAX_OPEN) {
            window.hold();
            return;
        }
        SignedTransaction tx = wallet.transfer(to, amount);
        open.add(new Open(tx.hash().hex(), tx.encoded(), intendedAt, window));
        submit(tx.encoded());
        sent.incrementAndGet();
    }

    /** Takes note of what is final, and sends again what waited too long. */
    void look() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK_NANOS) {
            return;
        }
        lastLook = now;
        while (!open.isEmpty()) {
            Open first = open.getFirst();
            Optional<Long> finalAt = ledger.finalAt(first.hash);
            if (finalAt.isEmpty()) {
                break;
            }
            open.removeFirst();
            first.window.settle(first.intendedAt, finalAt.get());
            lastPush = now;
            patience = RESEND_NANOS;
        }
        if (!open.isEmpty() && now - Math.max(lastPush, open.getFirst().intendedAt) > patience) {
            open.stream().limit(RESENT).forEach(waiting -> {
                submit(waiting.signed);
                resent.incrementAndGet();
            });
            lastPush = System.nanoTime();
            patience = Math.min(2 * patience, LONGEST_RESEND_NANOS);
        }
    }

    /** To the next node in turn; a refusal is no news, since what is not final is sent again. */
    private void submit(byte[] signed) {
        var _ = doors.get(Math.floorMod(door++, doors.size())).submit(signed);
    }

    int sent() {
        return sent.get();
    }

    int resent() {
        return resent.get();
    }
}
