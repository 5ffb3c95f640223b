package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import java.util.Optional;
import java.util.stream.IntStream;

/** Speaks in the name of others, makes certificates of its own signature, and sends broken bytes. */
final class Forger extends Corrupted {
    private final Speech speech;

    Forger(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        forward(to, message, out);
        if (speech.read(message).orElse(null) instanceof Message.Cast(long epoch, Vote vote)) {
            int victim = vote.signer() == 0 ? 1 : 0;
            Vote forged = new Vote(vote.ballot(), vote.view(), vote.block(), victim, vote.signature());
            forward(to, speech.codec().encode(new Message.Cast(epoch, forged)), out);
            Certificate selfMade = new Certificate(
                    vote.ballot(),
                    vote.view(),
                    vote.block(),
                    IntStream.range(0, speech.members()).boxed().toList(),
                    IntStream.range(0, speech.members())
                            .mapToObj(i -> vote.signature())
                            .toList());
            forward(to, speech.codec().encode(new Message.Certified(epoch, selfMade)), out);
        }
        byte[] broken = message.clone();
        broken[speech.random().nextInt(broken.length)] ^=
                (byte) (1 << speech.random().nextInt(8));
        forward(to, broken, out);
    }
}
