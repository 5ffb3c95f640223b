package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Altered;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Produces two blocks in its slot, one for each half of the others, and votes for both. */
final class Equivocator extends Corrupted {
    private final Speech speech;

    Equivocator(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        if (!(speech.read(message).orElse(null) instanceof Message.Proposal proposal) || !speech.isOurs(proposal)) {
            forward(to, message, out);
            return;
        }
        Block twin = Altered.later(proposal.block());
        byte[] other = speech.proposal(twin, proposal);
        for (PeerId peer : speech.peers()) {
            boolean first = speech.random().nextBoolean();
            out.send(peer, first ? message : other);
            if (speech.random().nextInt(4) == 0) {
                out.send(peer, first ? other : message);
            }
        }
        out.broadcast(speech.vote(twin));
    }
}
