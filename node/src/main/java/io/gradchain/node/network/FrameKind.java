package io.gradchain.node.network;

import java.util.Optional;

/** The first byte of a frame and the most bytes that may follow its header. */
enum FrameKind {
    CONSENSUS(1, 1 << 20),
    TRANSACTION(2, 1 << 20),
    STATUS(3, 4 << 10),
    REQUEST(4, 64 << 10),
    ANSWER(5, 4 << 20),
    /** Says that a request is not answered; carries its number. */
    DECLINE(6, 4),
    /** Keeps a quiet connection known to be alive. */
    PING(7, 0),
    /** The last frame of a connection: the ordinal of a {@link PeerError}. */
    GOODBYE(8, 1);

    private final int wire;
    private final int maxBytes;

    FrameKind(int wire, int maxBytes) {
        this.wire = wire;
        this.maxBytes = maxBytes;
    }

    int wire() {
        return wire;
    }

    int maxBytes() {
        return maxBytes;
    }

    static Optional<FrameKind> of(int wire) {
        return wire >= 1 && wire <= values().length ? Optional.of(values()[wire - 1]) : Optional.empty();
    }
}
