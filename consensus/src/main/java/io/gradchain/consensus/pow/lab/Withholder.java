package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.pow.Message;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Shows headers, never a body. */
final class Withholder extends Mouth {
    Withholder(ConsensusEngine honest) {
        super(honest);
    }

    @Override
    void announce(Block block, Effects out) {
        tell(new Message.Head(block.header()), out);
    }

    @Override
    void other(Optional<PeerId> to, Message said, byte[] message, Effects out) {
        if (!(said instanceof Message.Body)) {
            forward(to, message, out);
        }
    }
}
