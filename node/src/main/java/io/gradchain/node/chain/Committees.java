package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.types.BlockHeader;

/** Who votes in an epoch, as the state after its root elects them. */
@FunctionalInterface
public interface Committees {
    /** @param root the last block of the epoch before; for epoch 0 block zero */
    Committee of(long epoch, BlockHeader root);
}
