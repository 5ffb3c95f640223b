package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import java.util.Optional;

/** Breaks I2: whenever it notarizes, it nullifies and finalizes the same view at once. */
final class NullifyAndFinalize extends Corrupted {
    private Speech speech;

    NullifyAndFinalize(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        speech = speech.in(message);
        forward(to, message, out);
        if (speech.codec().decode(message) instanceof Decoded.Read(Message.Cast(Vote vote))
                && vote.ballot() == Ballot.NOTARIZE) {
            Vote nullify = speech.electorate().sign(Ballot.NULLIFY, vote.view(), Hash.ZERO);
            Vote finalize = speech.electorate().sign(Ballot.FINALIZE, vote.view(), vote.block());
            forward(to, speech.codec().encode(new Message.Cast(nullify)), out);
            forward(to, speech.codec().encode(new Message.Cast(finalize)), out);
        }
    }
}
