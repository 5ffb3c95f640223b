package io.gradchain.node.rpc;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The time one request has, and what the answer to it needs when that is over. */
final class Ticket {
    private final long from = System.nanoTime();
    private final long nanos;
    private volatile Optional<JsonNode> id = Optional.empty();

    Ticket(Duration time) {
        this.nanos = time.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - from >= nanos;
    }

    boolean isHalfOver() {
        return System.nanoTime() - from >= nanos / 2;
    }

    /** The request is this one call, not a batch. */
    void isFor(JsonNode call) {
        id = Optional.ofNullable(call.get("id"));
    }

    /** The id to answer with, if it is known already. */
    Optional<JsonNode> id() {
        return id;
    }
}
