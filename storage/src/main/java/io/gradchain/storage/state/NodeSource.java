package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;
import java.util.Optional;

/** Where the tree finds its nodes. */
public interface NodeSource {
    Optional<byte[]> node(Hash hash);
}
