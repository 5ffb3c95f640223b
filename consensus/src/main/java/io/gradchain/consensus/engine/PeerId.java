package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.PublicKey;

/** The authenticated network identity of a peer; not a validator's voting key. */
public record PeerId(PublicKey key) implements Comparable<PeerId> {
    @Override
    public int compareTo(PeerId other) {
        return key.compareTo(other.key);
    }
}
