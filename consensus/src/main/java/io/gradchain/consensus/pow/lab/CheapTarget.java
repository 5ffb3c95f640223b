package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.pow.Seal;
import io.gradchain.genesis.types.Block;

/** Claims the work of a harder target than the one it mined under was. */
final class CheapTarget extends Mouth {
    CheapTarget(ConsensusEngine honest) {
        super(honest);
    }

    @Override
    void announce(Block block, Effects out) {
        Seal seal = Seal.of(block.header()).orElseThrow();
        Seal claimed = new Seal(seal.target().shiftRight(1), seal.work().shiftLeft(1), seal.nonce());
        tell(new Message.Announce(new Block(block.header().withSeal(claimed.encoded()), block.transactions())), out);
    }
}
