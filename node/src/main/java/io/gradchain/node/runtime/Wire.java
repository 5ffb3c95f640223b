package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.PeerId;

/** The engine's way to other nodes; every method returns at once. */
public interface Wire {
    void send(PeerId to, byte[] message);

    void broadcast(byte[] message);

    /** {@code peer} broke numbered rule {@code reason}. */
    void penalise(PeerId peer, String reason);

    /** Final blocks up to {@code height} exist that we lack; {@code from} has them. */
    void fetch(long height, PeerId from);
}
