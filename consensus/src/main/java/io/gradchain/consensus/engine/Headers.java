package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** Headers by hash: all that checking a seal may read. */
@FunctionalInterface
public interface Headers {
    Optional<BlockHeader> header(Hash hash);
}
