package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Altered;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Proposes two blocks in a view, one to each half of the others, and votes for both. */
final class Equivocator extends Corrupted {
    private Speech speech;

    Equivocator(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        speech = speech.in(message);
        if (!(speech.codec().decode(message) instanceof Decoded.Read(Message.Propose(Vote vote, Block block)))) {
            forward(to, message, out);
            return;
        }
        Electorate self = speech.electorate();
        Block twin = Altered.later(block);
        Vote second = self.sign(Ballot.PROPOSE, vote.view(), twin.hash());
        byte[] other = speech.codec().encode(new Message.Propose(second, twin));
        for (PeerId peer : speech.peers()) {
            boolean first = speech.random().nextBoolean();
            out.send(peer, first ? message : other);
            if (speech.random().nextInt(4) == 0) {
                out.send(peer, first ? other : message);
            }
        }
        out.broadcast(speech.codec().encode(new Message.Cast(self.sign(Ballot.NOTARIZE, vote.view(), twin.hash()))));
    }
}
