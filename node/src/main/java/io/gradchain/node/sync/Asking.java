package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.DecodeException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The requests of one session and the thread that waits for them: whatever completes becomes a step in its queue, so that
 * a session needs no locks.
 */
final class Asking {
    private final SyncPeers peers;
    private final PeerBoard board;
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private int open;

    Asking(SyncPeers peers, PeerBoard board) {
        this.peers = peers;
        this.board = board;
    }

    /** What becomes of one answer. */
    interface Reader {
        /** Takes the answer; says what is wrong with it, which is the peer's fault. */
        Optional<String> read(byte[] answer);
    }

    /**
     * Asks somebody who claims {@code height}. An answer that is right is read; after silence or a lie the peer rests and
     * {@code failed} runs: whoever asks again asks another.
     *
     * @return false when nobody can be asked now
     */
    boolean ask(long height, SyncRequest request, Reader reader, Runnable failed) {
        Optional<PeerId> peer = board.take(height, System.nanoTime());
        peer.ifPresent(from -> {
            open++;
            var _ = peers.ask(from, request).thenAccept(answer -> {
                // At once: a session may have ended, and nobody takes its steps then.
                board.give(from);
                steps.add(() -> {
                    open--;
                    answered(from, answer, reader, failed);
                });
            });
        });
        return peer.isPresent();
    }

    private void answered(PeerId from, Optional<byte[]> answer, Reader reader, Runnable failed) {
        if (answer.isEmpty()) {
            board.rest(from, System.nanoTime());
            failed.run();
            return;
        }
        Optional<String> wrong;
        try {
            wrong = reader.read(answer.get());
        } catch (DecodeException e) {
            wrong = Optional.of("SY-01 the answer does not decode: " + e.getMessage());
        }
        wrong.ifPresent(why -> {
            peers.penalise(from, why);
            board.ban(from, System.nanoTime());
            failed.run();
        });
    }

    /** Runs {@code step} on the session's thread; from any thread. */
    void later(Runnable step) {
        steps.add(step);
    }

    /** Requests that are not answered yet. */
    int open() {
        return open;
    }

    /** Waits for the next step and runs it, with all that are there; false when none came in time. */
    boolean step(long patienceMillis) throws InterruptedException {
        Runnable next = steps.poll(patienceMillis, TimeUnit.MILLISECONDS);
        if (next == null) {
            return false;
        }
        while (next != null) {
            next.run();
            next = steps.poll();
        }
        return true;
    }
}
