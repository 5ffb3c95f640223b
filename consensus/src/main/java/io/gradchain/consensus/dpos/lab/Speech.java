package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.dpos.MessageCodec;
import io.gradchain.consensus.dpos.Seal;
import io.gradchain.consensus.engine.Committee;
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
        return Committee.genesis(kit.spec()).size();
    }

    Optional<Message> read(byte[] message) {
        return codec().decode(message) instanceof MessageCodec.Decoded.Read(Message read)
                ? Optional.of(read)
                : Optional.empty();
    }

    private Electorate self(long epoch) {
        SigningContext context =
                new SigningContext(kit.spec().chainId(), kit.spec().hash(), epoch, 0);
        Committee committee = new Committee(epoch, Committee.genesis(kit.spec()).members());
        return new Electorate(committee, context, kit.scheme(), Optional.of(kit.key()));
    }

    /** Whether the block is one of ours, and not one we pass on. */
    boolean isOurs(Message.Proposal proposal) {
        return proposal.vote().signer() == self(0).self();
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
