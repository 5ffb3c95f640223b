package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.dpos.Seal;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import java.util.Optional;

/** Votes for every block it hears of, whatever it voted for before: it knows neither slots nor locks. */
final class DoubleVoter extends Corrupted {
    private final Speech speech;

    DoubleVoter(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    public void on(Event event, Effects out) {
        super.on(event, out);
        if (event instanceof Event.PeerMessage(PeerId from, byte[] message)
                && speech.read(message).orElse(null) instanceof Message.Proposal proposal
                && Seal.of(proposal.block().header()).isPresent()
                && speech.votesOn(proposal)) {
            out.broadcast(speech.vote(proposal.block()));
        }
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        forward(to, message, out);
    }
}
