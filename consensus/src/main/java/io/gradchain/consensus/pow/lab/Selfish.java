package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.pow.MessageCodec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps its blocks to itself and shows them when the others are about to catch up, so that theirs are in vain (Eyal and
 * Sirer, 2014).
 */
final class Selfish extends Mouth {
    private final List<Block> secret = new ArrayList<>();

    Selfish(ConsensusEngine honest) {
        super(honest);
    }

    @Override
    public void on(Event event, Effects out) {
        super.on(event, out);
        if (event instanceof Event.PeerMessage(PeerId from, byte[] message)) {
            switch (MessageCodec.decode(message)) {
                case MessageCodec.Decoded.Read(Message.Announce(Block block)) -> heard(block.header(), out);
                case MessageCodec.Decoded.Read(Message.Head(BlockHeader header)) -> heard(header, out);
                case MessageCodec.Decoded.Read read -> {}
                case MessageCodec.Decoded.Malformed malformed -> {}
            }
        }
    }

    private void heard(BlockHeader theirs, Effects out) {
        if (!secret.isEmpty() && theirs.height() + 1 >= secret.getLast().height()) {
            secret.forEach(block -> tell(new Message.Announce(block), out));
            secret.clear();
        }
    }

    @Override
    void announce(Block block, Effects out) {
        secret.add(block);
    }

    @Override
    void other(Optional<PeerId> to, Message said, byte[] message, Effects out) {
        if (!(said instanceof Message.Head)) {
            forward(to, message, out);
        }
    }
}
