package io.gradchain.node.sync;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** What syncing asks of the engine and of the state. */
public interface Proofs {
    /** The epoch whose committee proves {@code header}. */
    long epochOf(BlockHeader header);

    /** Whether {@code proof} makes {@code header} and all its ancestors final. */
    boolean provesFinal(BlockHeader header, byte[] proof, Committee committee);

    /** The committee of {@code epoch} as the state after {@code at} knows it. */
    Optional<Committee> committee(long epoch, BlockHeader at);
}
