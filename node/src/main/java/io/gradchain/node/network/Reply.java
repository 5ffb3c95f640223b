package io.gradchain.node.network;

/** How a request to a peer ended. */
public sealed interface Reply {

    /** The peer's answer; hostile bytes like any other. */
    record Answered(byte[] body) implements Reply {}

    /** No answer: not connected, out of time, busy, declined, or the connection ended. */
    record Failed(PeerError reason) implements Reply {}
}
