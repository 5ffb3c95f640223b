package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.pow.MessageCodec;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** A miner that is honest but for how it tells of its own blocks. */
abstract class Mouth extends Corrupted {
    Mouth(ConsensusEngine honest) {
        super(honest);
    }

    /** A block was found: tells of it, or of another. */
    abstract void announce(Block block, Effects out);

    static void tell(Message message, Effects out) {
        out.broadcast(MessageCodec.encode(message));
    }

    /** Anything else; passed on unless overridden. */
    void other(Optional<PeerId> to, Message said, byte[] message, Effects out) {
        forward(to, message, out);
    }

    @Override
    protected final void say(Optional<PeerId> to, byte[] message, Effects out) {
        switch (MessageCodec.decode(message)) {
            case MessageCodec.Decoded.Read(Message.Announce(Block block)) -> announce(block, out);
            case MessageCodec.Decoded.Read(Message said) -> other(to, said, message, out);
            case MessageCodec.Decoded.Malformed malformed -> forward(to, message, out);
        }
    }
}
