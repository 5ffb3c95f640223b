package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;

/**
 * What the node does with what peers send. Called on network threads, for one peer in order: {@link #connected}, then
 * messages, then {@link #disconnected}. Every method must return at once (hand over to a queue); peers may be used inside.
 */
public interface PeerHandler {

    void connected(PeerInfo peer);

    void disconnected(PublicKey peer, PeerError reason);

    /**
     * Takes one message.
     *
     * @return false when there is no room now: nothing more is read from this peer, and the message is offered again
     *     after {@link NetworkLimits#retry}
     */
    boolean received(PublicKey from, MessageKind kind, byte[] body);

    /** Takes one request, to be answered once, from any thread. */
    void requested(PublicKey from, byte[] body, Answer answer);

    /** The way back to the peer that asked; the second use and uses after its connection ended do nothing. */
    interface Answer {
        /** At most 4 MiB; more is a bug of the caller and declines. */
        void answer(byte[] body);

        void decline();
    }
}
