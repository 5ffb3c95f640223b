package io.gradchain.node.network;

import java.util.Arrays;
import java.util.Optional;

/** The first byte of a frame and the most bytes that may follow its header. */
enum FrameKind {
    CONSENSUS(1, 1 << 20),
    TRANSACTION(2, 1 << 20),
    STATUS(3, 4 << 10),
    /** A number of 4 bytes, then up to 64 KiB. */
    REQUEST(4, (64 << 10) + 4),
    /** The number of the request, then up to 4 MiB. */
    ANSWER(5, (4 << 20) + 4),
    /** Says that a request is not answered; carries its number. */
    DECLINE(6, 4),
    /** Keeps a quiet connection known to be alive. */
    PING(7, 0),
    /** The last frame of a connection: the number of a {@link PeerError}. */
    GOODBYE(8, 1),
    /** Asks for addresses; carries the port where the one who asks listens itself. */
    ASK_ADDRESSES(9, 2),
    ADDRESSES(10, 4 << 10);

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

    /** One way, for the rest of the node: not an exchange, nor for the connection itself. */
    boolean isMessage() {
        return this == CONSENSUS || this == TRANSACTION || this == STATUS;
    }

    static Optional<FrameKind> of(int wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire == wire).findFirst();
    }
}
