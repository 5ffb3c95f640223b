package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.types.Block;
import java.util.List;
import java.util.Optional;

/** Keeps certificates to itself, and lets one peer only hear its votes; its proposals miss one peer. */
final class WithheldCertificate extends Corrupted {
    private Speech speech;

    WithheldCertificate(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        speech = speech.in(message);
        List<PeerId> peers = speech.peers();
        PeerId one = peers.get(speech.random().nextInt(peers.size()));
        switch (speech.codec().decode(message)) {
            case Decoded.Read(Message.Certified certified) -> {}
            case Decoded.Read(Message.Certificates certificates) -> {}
            case Decoded.Read(Message.BlockReply reply) -> {}
            case Decoded.Read(Message.Cast(Vote vote)) -> out.send(one, message);
            case Decoded.Read(Message.Propose(Vote vote, Block block)) ->
                peers.stream().filter(peer -> !peer.equals(one)).forEach(peer -> out.send(peer, message));
            case Decoded read -> forward(to, message, out);
        }
    }
}
