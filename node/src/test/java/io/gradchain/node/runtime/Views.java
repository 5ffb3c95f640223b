package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.simplex.Message;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.simplex.Seal;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.Proposer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What validators 1, 2 and 3 of four say in the first views, and what they could have said instead. */
final class Views {
    final MemoryChain memory = new MemoryChain();
    final ChainSpec spec = memory.spec;
    final List<KeyPair> keys = TestChain.validators(4);
    final SignatureScheme scheme = new Cheap();
    final Committee committee = Committee.genesis(spec);
    private final SigningContext context = new SigningContext(spec.chainId(), spec.hash(), 0, 0);
    private final MessageCodec codec = new MessageCodec(context);
    private final List<Electorate> voters = keys.stream()
            .map(key -> new Electorate(committee, context, scheme, Optional.of(key)))
            .toList();
    private final TreeMap<Long, Block> first = new TreeMap<>();
    private final TreeMap<Long, Block> other = new TreeMap<>();

    /** Signatures are not what is tested here, and there are many. */
    private static final class Cheap implements SignatureScheme {
        @Override
        public PublicKey publicKey(byte[] seed) {
            return TestChain.SCHEME.publicKey(seed);
        }

        @Override
        public Signature sign(KeyPair key, byte[] message) {
            byte[] half = Hashing.hash(Domain.CONSENSUS_MESSAGE, key.publicKey().bytes(), message)
                    .bytes();
            byte[] whole = new byte[Signature.BYTES];
            System.arraycopy(half, 0, whole, 0, half.length);
            return Signature.of(whole);
        }

        @Override
        public boolean verify(PublicKey key, byte[] message, Signature signature) {
            byte[] half =
                    Hashing.hash(Domain.CONSENSUS_MESSAGE, key.bytes(), message).bytes();
            return java.util.Arrays.equals(half, 0, half.length, signature.bytes(), 0, half.length);
        }
    }

    /** @param last views there are blocks for; each lies on the first block of the view before */
    Views(long last) {
        BlockHeader parent = memory.zero();
        for (long view = 1; view <= last; view++) {
            byte[] seal = new Seal(view, view - 1).encoded();
            first.put(view, build(parent, seal, leader(view), 0));
            other.put(view, build(parent, seal, leader(view), 1));
            parent = first.get(view).header();
        }
    }

    int leader(long view) {
        return voters.getFirst().leader(view);
    }

    /** The {@code variant}-th block there could be in that place. */
    Block build(BlockHeader parent, byte[] seal, int proposer, long variant) {
        Proposer who = new Proposer(TestChain.address(keys.get(proposer)), Optional.empty());
        return memory.chain.build(
                parent, seal, who, parent.timeMillis() + 1_000 + variant, 1_000_000, MemoryChain.offering());
    }

    PeerId peer(int member) {
        return new PeerId(keys.get(member).publicKey());
    }

    Optional<Event> proposal(long view, boolean changed) {
        int leader = leader(view);
        Block block = (changed ? other : first).get(view);
        return leader == 0
                ? Optional.empty()
                : Optional.of(said(
                        leader,
                        new Message.Propose(voters.get(leader).sign(Ballot.PROPOSE, view, block.hash()), block)));
    }

    /** A quorum of the others for the first block of the view, or for none. */
    Event certificate(Ballot ballot, long view) {
        Hash block = ballot == Ballot.NULLIFY ? Hash.ZERO : first.get(view).hash();
        List<Vote> votes = new ArrayList<>();
        for (int member = 1; member < 4; member++) {
            votes.add(voters.get(member).sign(ballot, view, block));
        }
        return said(1, new Message.Certified(Certificate.of(votes)));
    }

    private Event said(int member, Message message) {
        return new Event.PeerMessage(peer(member), codec.encode(message));
    }

    Stream<Event> impatience() {
        return Stream.of(new Event.TxPending(1_000), new Event.TimerFired("leader"), new Event.TimerFired("advance"));
    }
}
