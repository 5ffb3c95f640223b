package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;

/** Where the tree puts new nodes; putting a node again is harmless, since its hash is its name. */
public interface NodeSink {
    void put(Hash hash, byte[] node);
}
