package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import java.util.List;
import java.util.Optional;

/** Keeps certificates to itself, and lets one peer only hear its votes; its blocks miss one peer. */
final class WithheldCertificate extends Corrupted {
    private final Speech speech;

    WithheldCertificate(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        List<PeerId> peers = speech.peers();
        PeerId one = peers.get(speech.random().nextInt(peers.size()));
        switch (speech.read(message).orElseThrow()) {
            case Message.Certified certified -> {}
            case Message.Blocks blocks -> {}
            case Message.Finalized finalized -> {}
            case Message.Cast cast -> out.send(one, message);
            case Message.Proposal proposal -> {
                byte[] bare = speech.codec()
                        .encode(new Message.Proposal(proposal.vote(), proposal.block(), Optional.empty()));
                peers.stream().filter(peer -> !peer.equals(one)).forEach(peer -> out.send(peer, bare));
            }
            case Message.CertificateRequest request -> forward(to, message, out);
            case Message.BlockRequest request -> forward(to, message, out);
        }
    }
}
