package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;

/** The network lab's hand on the links of a running node: asked once for every outgoing message, request and answer. */
@FunctionalInterface
public interface LinkShaper {
    long DROP = -1;

    LinkShaper PASS = (to, bytes) -> 0;

    /** Returns the delay in ms before the message is written, or {@link #DROP}. Called from any thread. */
    long delayMillis(PublicKey to, int bytes);

    /** Asked after a one-way message passed: the delay in ms of a second copy of it, or {@link #DROP} for none. */
    default long copyMillis(PublicKey to) {
        return DROP;
    }
}
