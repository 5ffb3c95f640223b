package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** What an engine may read of the chain: blocks that were checked, and the final tip. */
public interface ChainView {
    /**
     * A block known to be valid, durable or not: built here, answered {@link Event.Verdict.Valid}, or imported as final;
     * visible from the event that reports it on, and after a restart if {@link Effects#persistBlock} named it.
     */
    Optional<Block> block(Hash hash);

    /** Block zero at first. */
    BlockHeader finalizedHeader();

    /** The proof that made {@link #finalizedHeader} final; empty for block zero. */
    byte[] finalizedProof();
}
