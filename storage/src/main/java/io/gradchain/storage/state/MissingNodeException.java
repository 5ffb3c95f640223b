package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;

/** A root or a node below it is not in the database: the root was pruned or never written, or the disk lost it. */
public final class MissingNodeException extends RuntimeException {
    private final Hash hash;

    public MissingNodeException(Hash hash) {
        super("state node " + hash + " is not in the database");
        this.hash = hash;
    }

    public Hash hash() {
        return hash;
    }
}
