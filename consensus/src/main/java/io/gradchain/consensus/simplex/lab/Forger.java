package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Speaks in the name of others, makes certificates of its own signature, and sends broken bytes. */
final class Forger extends Corrupted {
    private Speech speech;

    Forger(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        speech = speech.in(message);
        forward(to, message, out);
        if (speech.codec().decode(message) instanceof Decoded.Read(Message.Cast(Vote vote))) {
            int members = speech.electorate().committee().size();
            int victim = (vote.signer() + 1 + speech.random().nextInt(members)) % members;
            if (victim != vote.signer()) {
                Vote forged = new Vote(vote.ballot(), vote.view(), vote.block(), victim, vote.signature());
                forward(to, speech.codec().encode(new Message.Cast(forged)), out);
            }
            forward(to, speech.codec().encode(new Message.Certified(selfMade(vote, members))), out);
        }
        byte[] broken = message.clone();
        broken[speech.random().nextInt(broken.length)] ^=
                (byte) (1 << speech.random().nextInt(8));
        forward(to, broken, out);
    }

    private static Certificate selfMade(Vote vote, int members) {
        List<Integer> signers = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            signers.add(i);
        }
        Ballot ballot = vote.ballot();
        return new Certificate(
                ballot,
                vote.view(),
                vote.block(),
                signers,
                signers.stream().map(i -> vote.signature()).toList());
    }
}
