package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.sim.Elections;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One engine of four on a desk; its three colleagues are signed for by hand. */
final class Desk {
    final Cluster cluster;
    final Station station;
    final Committee committee;
    final MessageCodec codec = new MessageCodec(0);
    final Block genesis;
    final SimChain theirs;
    private final Schedule schedule;
    private final SealRules rules;

    Desk(int self, SortedMap<String, Long> parameters) {
        cluster = new Cluster(4, 1, parameters);
        for (Station other : cluster.stations) {
            if (other.index != self) {
                other.crash();
            }
        }
        station = cluster.station(self);
        committee = cluster.committee;
        genesis = cluster.genesis;
        theirs = new SimChain(genesis, Elections.constant(0, committee));
        schedule = new Schedule(Hash.ZERO, 4);
        rules = new SealRules(new Calendar(parameters.getOrDefault("epoch_blocks", 0L)));
    }

    Electorate electorate(long epoch, int signer) {
        SigningContext context = new SigningContext(7, cluster.spec.hash(), epoch, 0);
        Committee equal = Era.equal(new Committee(epoch, committee.members()));
        return new Electorate(equal, context, cluster.scheme, Optional.of(cluster.keys.get(signer)));
    }

    int producer(long slot) {
        return schedule.producer(slot);
    }

    /** The first slot from {@code slot} on that is, or is not, ours. */
    long slotFrom(long slot, boolean ours) {
        long next = slot;
        while (ours != (producer(next) == station.index)) {
            next++;
        }
        return next;
    }

    /** A valid block that names {@code justify} as certified: block zero, or an ancestor in its own epoch. */
    Block block(long slot, BlockHeader parent, BlockHeader justify) {
        SealRules.Place place = rules.place(parent, theirs);
        boolean root = justify.height() == 0 || Seal.of(justify).orElseThrow().epoch() != place.epoch();
        Seal seal = root
                ? place.seal(slot, 0, place.root())
                : place.seal(slot, Seal.of(justify).orElseThrow().slot(), justify.hash());
        return block(parent, seal, producer(slot));
    }

    Block block(BlockHeader parent, Seal seal, int producer) {
        return theirs.build(parent, committee.member(producer).address(), seal.encoded(), seal.slot(), 0);
    }

    Vote vote(Ballot ballot, Block block, int signer) {
        Seal seal = Seal.of(block.header()).orElseThrow();
        return electorate(seal.epoch(), signer).sign(ballot, seal.slot(), block.hash());
    }

    Certificate certificate(Block block, int... signers) {
        return Certificate.of(Arrays.stream(signers)
                .mapToObj(signer -> vote(Ballot.NOTARIZE, block, signer))
                .toList());
    }

    Message.Proposal proposal(Block block, Certificate... justify) {
        long slot = Seal.of(block.header()).orElseThrow().slot();
        return new Message.Proposal(
                vote(Ballot.PROPOSE, block, producer(slot)),
                block,
                Arrays.stream(justify).findFirst());
    }

    void hear(int from, Message message) {
        hear(from, codec.encode(message));
    }

    void hear(int from, byte[] bytes) {
        station.on(new Event.PeerMessage(cluster.station(from).peer(), bytes));
        cluster.run(2);
    }

    /** A colleague's vote for a block, from itself. */
    void vote(Block block, int signer) {
        long epoch = Seal.of(block.header()).orElseThrow().epoch();
        hear(signer, new Message.Cast(epoch, vote(Ballot.NOTARIZE, block, signer)));
    }

    void slot(long number) {
        station.on(new Event.Slot(number));
        cluster.run(2);
    }

    <T extends Message> List<T> said(Class<T> kind) {
        return station.sent.stream()
                .map(bytes -> ((MessageCodec.Decoded.Read) codec.decode(bytes)).message())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Slots we voted in, in order, repetitions left out. */
    List<Long> voted() {
        return said(Message.Cast.class).stream()
                .map(cast -> cast.vote().view())
                .distinct()
                .toList();
    }
}
