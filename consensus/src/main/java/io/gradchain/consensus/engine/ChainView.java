package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** What an engine may read of the chain: blocks that were checked, and the final tip. */
public interface ChainView extends Headers {
    /**
     * A block known to be valid, durable or not: built here, answered {@link Event.Verdict.Valid}, or imported as final;
     * visible from the event that reports it on, and after a restart if {@link Effects#persistBlock} named it.
     */
    Optional<Block> block(Hash hash);

    @Override
    default Optional<BlockHeader> header(Hash hash) {
        return block(hash).map(Block::header);
    }

    /**
     * The committee of {@code epoch}: the chain spec's for epoch 0, else the one elected by the state after {@code root}, a
     * checked block whose header commits to it.
     */
    Committee committee(long epoch, BlockHeader root);

    /** The final block of that height, where it is still held. */
    default Optional<BlockHeader> finalHeader(long height) {
        Optional<BlockHeader> at = Optional.of(finalizedHeader());
        while (at.isPresent() && at.get().height() > height) {
            at = header(at.get().parent());
        }
        return at.filter(header -> header.height() == height);
    }

    /** Block zero at first. */
    BlockHeader finalizedHeader();

    /** The proof that made {@link #finalizedHeader} final; empty for block zero. */
    byte[] finalizedProof();
}
