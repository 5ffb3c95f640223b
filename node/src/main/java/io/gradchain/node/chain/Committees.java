package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** Who votes in an epoch, as a state knows it. */
@FunctionalInterface
public interface Committees {
    /** Empty where the state after {@code at} elected nobody for that epoch, or forgot whom. */
    Optional<Committee> of(long epoch, BlockHeader at);
}
