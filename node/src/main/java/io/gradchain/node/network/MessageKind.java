package io.gradchain.node.network;

/** What a one-way message between peers carries, with its limit in bytes. Requests and answers are apart: {@link Peers#request}. */
public enum MessageKind {
    /** Consensus messages, blocks included. */
    CONSENSUS(FrameKind.CONSENSUS),
    TRANSACTION(FrameKind.TRANSACTION),
    /** What the peer has: head, final height. */
    STATUS(FrameKind.STATUS);

    private final FrameKind frame;

    MessageKind(FrameKind frame) {
        this.frame = frame;
    }

    FrameKind frame() {
        return frame;
    }

    public int maxBytes() {
        return frame.maxBytes();
    }
}
