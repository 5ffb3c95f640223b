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

/** Proposes blocks whose state root is wrong, and votes for them. */
final class InvalidBlock extends Corrupted {
    private Speech speech;

    InvalidBlock(ConsensusEngine honest, Speech speech) {
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
        Block wrong = Altered.wrongRoot(block);
        Vote proposal = self.sign(Ballot.PROPOSE, vote.view(), wrong.hash());
        Vote notarize = self.sign(Ballot.NOTARIZE, vote.view(), wrong.hash());
        forward(to, speech.codec().encode(new Message.Propose(proposal, wrong)), out);
        forward(to, speech.codec().encode(new Message.Cast(notarize)), out);
    }
}
