package io.gradchain.node;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.sync.Proofs;
import java.util.Optional;

/** What syncing asks, answered by the engine's stateless checks and by the state. */
record EngineProofs(ConsensusEngine engine, Committees committees) implements Proofs {
    @Override
    public long epochOf(BlockHeader header) {
        return engine.epoch(header.height(), header.seal());
    }

    @Override
    public boolean provesFinal(BlockHeader header, byte[] proof, Committee committee) {
        return engine.verifyFinality(header, proof, committee);
    }

    @Override
    public Optional<Committee> committee(long epoch, BlockHeader at) {
        return committees.of(epoch, at);
    }
}
