package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.dpos.MessageCodec;
import io.gradchain.consensus.dpos.Seal;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.types.Block;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What an adversary of this engine speaks with: its own signatures in any epoch, and the bytes of messages. */
record Speech(Kit kit) {
    MessageCodec codec() {
        return new MessageCodec(0);
    }

    List<PeerId> peers() {
        return kit.peers();
    }

    SplittableRandom random() {
        return kit.random();
    }

    int members() {
        return kit.committees().apply(0).size();
    }

    Optional<Message> read(byte[] message) {
        return codec().decode(message) instanceof MessageCodec.Decoded.Read(Message read)
                ? Optional.of(read)
                : Optional.empty();
    }

    private Electorate self(long epoch) {
        SigningContext context =
                new SigningContext(kit.spec().chainId(), kit.spec().hash(), epoch, 0);
        return new Electorate(kit.committees().apply(epoch), context, kit.scheme(), Optional.of(kit.key()));
    }

    /** Whether the block is one of ours, and not one we pass on. */
    boolean isOurs(Message.Proposal proposal) {
        return proposal.vote().signer() == self(epoch(proposal)).self();
    }

    /** Whether we have a vote in the block's epoch. */
    boolean votesOn(Message.Proposal proposal) {
        return self(epoch(proposal)).votes();
    }

    private static long epoch(Message.Proposal proposal) {
        return Seal.of(proposal.block().header()).map(Seal::epoch).orElse(0L);
    }

    byte[] proposal(Block block, Message.Proposal like) {
        Seal seal = Seal.of(block.header()).orElseThrow();
        Vote vote = self(seal.epoch()).sign(Ballot.PROPOSE, seal.slot(), block.hash());
        return codec().encode(new Message.Proposal(vote, block, like.justify()));
    }

    byte[] vote(Block block) {
        Seal seal = Seal.of(block.header()).orElseThrow();
        Vote vote = self(seal.epoch()).sign(Ballot.NOTARIZE, seal.slot(), block.hash());
        return codec().encode(new Message.Cast(seal.epoch(), vote));
    }
}
