package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;

/** Who opened an outgoing connection, and wants to know whom it found. */
interface Dialler {
    PeerAddress address();

    /** The handshake showed who is there. */
    void met(PublicKey peer);

    /** The address is this node's own. */
    void metSelf();
}
