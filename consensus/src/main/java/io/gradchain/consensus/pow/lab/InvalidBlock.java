package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.sim.adversary.Altered;
import io.gradchain.genesis.types.Block;

/** Announces blocks whose state root is wrong. */
final class InvalidBlock extends Mouth {
    InvalidBlock(ConsensusEngine honest) {
        super(honest);
    }

    @Override
    void announce(Block block, Effects out) {
        tell(new Message.Announce(Altered.wrongRoot(block)), out);
    }
}
