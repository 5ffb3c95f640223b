package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.types.Block;
import java.util.Optional;

/** Proposes two blocks in a view, one to each half of the others, and votes for both. */
final class Equivocator extends Corrupted {
    private final Kit kit;

    Equivocator(ConsensusEngine honest, Kit kit) {
        super(honest);
        this.kit = kit;
    }

    @Override
    void say(Optional<PeerId> to, byte[] message, Effects out) {
        if (!(kit.codec().decode(message) instanceof Decoded.Read(Message.Propose(Vote vote, Block block)))) {
            forward(to, message, out);
            return;
        }
        Electorate self = kit.electorate();
        Block twin = Altered.later(block);
        Vote second = self.sign(Ballot.PROPOSE, vote.view(), twin.hash());
        byte[] other = kit.codec().encode(new Message.Propose(second, twin));
        for (PeerId peer : kit.peers()) {
            boolean first = kit.random().nextBoolean();
            out.send(peer, first ? message : other);
            if (kit.random().nextInt(4) == 0) {
                out.send(peer, first ? other : message);
            }
        }
        out.broadcast(kit.codec().encode(new Message.Cast(self.sign(Ballot.NOTARIZE, vote.view(), twin.hash()))));
    }
}
