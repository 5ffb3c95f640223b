package io.gradchain.node.network;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests of one connection that wait for their answer. */
final class OpenRequests {
    private final int limit;
    private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private int last;
    private boolean closed;

    OpenRequests(int limit) {
        this.limit = limit;
    }

    /** A request with its number, or a number of 0 and a future that has failed already. */
    record Opened(int number, CompletableFuture<Reply> reply) {}

    synchronized Opened open() {
        if (closed || waiting.size() >= limit) {
            PeerError reason = closed ? PeerError.NOT_CONNECTED : PeerError.BUSY;
            return new Opened(0, CompletableFuture.completedFuture(new Reply.Failed(reason)));
        }
        last = last == Integer.MAX_VALUE ? 1 : last + 1;
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(last, reply);
        unanswered.incrementAndGet();
        return new Opened(last, reply);
    }

    /** The request could not be sent after all. */
    void notSent(int number) {
        unanswered.decrementAndGet();
        complete(number, new Reply.Failed(PeerError.BUSY));
    }

    /** Whether an answer may come: one for each request that was sent, be it out of time. */
    boolean expectsAnswer() {
        return unanswered.get() > 0;
    }

    /** The peer's one answer to a request. */
    void answered(int number, Reply reply) {
        unanswered.decrementAndGet();
        complete(number, reply);
    }

    /** Does nothing for a number that is not open: an answer may come after its time. */
    void complete(int number, Reply reply) {
        CompletableFuture<Reply> open = waiting.remove(number);
        if (open != null) {
            open.complete(reply);
        }
    }

    void closeAll() {
        synchronized (this) {
            closed = true;
        }
        for (Integer number : waiting.keySet()) {
            complete(number, new Reply.Failed(PeerError.NOT_CONNECTED));
        }
    }
}
