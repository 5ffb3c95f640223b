package io.gradchain.consensus;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** What an engine may read of the chain: blocks that were checked, and the final tip. */
public interface ChainView {
    /** A checked block, durable or not. */
    Optional<Block> block(Hash hash);

    /** Block zero at first. */
    BlockHeader finalizedHeader();

    /** The proof that made {@link #finalizedHeader} final; empty for block zero. */
    byte[] finalizedProof();
}
