package io.gradchain.node.network;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of one connection that wait for their answer. */
final class OpenRequests {
    private final int limit;
    private final Map<Integer, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
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
        return new Opened(last, reply);
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
