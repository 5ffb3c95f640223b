package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Altered;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Produces blocks whose state root is wrong, and votes for them. */
final class InvalidBlock extends Corrupted {
    private final Speech speech;

    InvalidBlock(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        if (!(speech.read(message).orElse(null) instanceof Message.Proposal proposal) || !speech.isOurs(proposal)) {
            forward(to, message, out);
            return;
        }
        Block wrong = Altered.wrongRoot(proposal.block());
        forward(to, speech.proposal(wrong, proposal), out);
        forward(to, speech.vote(wrong), out);
    }
}
