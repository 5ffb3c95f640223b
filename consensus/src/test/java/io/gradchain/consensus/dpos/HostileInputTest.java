package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a peer sends is refused with a number, and never ends in an exception. */
class HostileInputTest {
    private final Desk desk = new Desk(3, Cluster.with());
    private final BlockHeader zero = desk.genesis.header();
    private final long slot = desk.slotFrom(1, false);
    private final Block one = desk.block(slot, zero, zero);
    private final Block two = desk.block(slot + 1, one.header(), one.header());

    @BeforeEach
    void start() {
        desk.slot(slot + 1);
        desk.station.sent.clear();
    }

    private void refused(Message message, Penalty penalty) {
        desk.hear(0, message);
        assertThat(desk.station.penalties).singleElement().asString().startsWith(penalty.code() + " ");
        desk.station.penalties.clear();
        assertThat(desk.station.halts).isEmpty();
    }

    private void ignored(Message message) {
        desk.hear(0, message);
        assertThat(desk.station.penalties).isEmpty();
        assertThat(desk.station.halts).isEmpty();
    }

    private Block sealed(BlockHeader parent, Seal seal) {
        return desk.block(parent, seal, desk.producer(seal.slot()));
    }

    private List<Message> oneOfEach() {
        Certificate certificate = desk.certificate(one, 0, 1, 2);
        FinalityProof proof = new FinalityProof(List.of(two.header()), certificate, desk.certificate(two, 0, 1, 3));
        return List.of(
                desk.proposal(one),
                desk.proposal(two, certificate),
                new Message.Cast(0, desk.vote(Ballot.NOTARIZE, one, 0)),
                new Message.Certified(0, certificate),
                new Message.CertificateRequest(one.hash()),
                new Message.BlockRequest(two.hash(), List.of(desk.genesis.hash())),
                new Message.Blocks(two.hash(), List.of(desk.proposal(one), desk.proposal(two, certificate))),
                new Message.Finalized(one.header(), proof.encoded()));
    }

    @Test
    void everyMessageSurvivesItsBytes() {
        for (Message message : oneOfEach()) {
            byte[] bytes = desk.codec.encode(message);
            assertThat(desk.codec.decode(bytes)).isInstanceOfSatisfying(MessageCodec.Decoded.Read.class, read -> {
                assertThat(read.message()).hasSameClassAs(message);
                assertThat(desk.codec.encode(read.message())).isEqualTo(bytes);
            });
        }
    }

    @Test
    void brokenBytesNeverThrowOutOfTheEngine() {
        long seed = 4_711;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> messages = oneOfEach().stream().map(desk.codec::encode).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = messages.get(random.nextInt(messages.size())).clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
            }
            byte[] sent = random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length));
            desk.station.on(new Event.PeerMessage(
                    desk.cluster.station(random.nextInt(3)).peer(), sent));
            assertThat(desk.station.halts).as("seed %d", seed).isEmpty();
        }
        byte[] noise = new byte[MessageCodec.MAX_BYTES + 1];
        desk.station.penalties.clear();
        desk.hear(0, noise);
        assertThat(desk.station.penalties).singleElement().asString().startsWith("C-261 ");
        desk.slot(slot + 5);
        desk.hear(0, desk.proposal(two, desk.certificate(one, 0, 1, 2)));
        desk.hear(0, new Message.Blocks(one.hash(), List.of(desk.proposal(one))));
        assertThat(desk.station.halts).isEmpty();
    }

    @Test
    void forgedVotesAndCertificatesAreRefused() {
        Vote vote = desk.vote(Ballot.NOTARIZE, one, 0);
        refused(
                new Message.Cast(0, new Vote(Ballot.NOTARIZE, slot, one.hash(), 1, vote.signature())),
                Penalty.FORGED_VOTE);
        refused(
                new Message.Cast(0, new Vote(Ballot.NOTARIZE, slot, one.hash(), 9, vote.signature())),
                Penalty.FORGED_VOTE);
        refused(new Message.Certified(0, desk.certificate(one, 0, 1)), Penalty.FORGED_CERTIFICATE);
        Certificate real = desk.certificate(one, 0, 1, 2);
        refused(
                new Message.Certified(
                        0, new Certificate(Ballot.NOTARIZE, slot, two.hash(), real.signers(), real.signatures())),
                Penalty.FORGED_CERTIFICATE);
    }

    @Test
    void signaturesOfAnotherEpochProveNothingHere() {
        Certificate other = Certificate.of(List.of(
                desk.electorate(1, 0).sign(Ballot.NOTARIZE, slot, one.hash()),
                desk.electorate(1, 1).sign(Ballot.NOTARIZE, slot, one.hash()),
                desk.electorate(1, 2).sign(Ballot.NOTARIZE, slot, one.hash())));
        refused(new Message.Certified(0, other), Penalty.FORGED_CERTIFICATE);
        ignored(new Message.Certified(1, other));
        ignored(new Message.Cast(77, desk.vote(Ballot.NOTARIZE, one, 0)));
        assertThat(desk.codec.decode(new MessageCodec(5).encode(new Message.Certified(0, other))))
                .isInstanceOf(MessageCodec.Decoded.Foreign.class);
    }

    @Test
    void blocksOfTheWrongProducerSlotOrSealAreRefused() {
        int wrong = (desk.producer(slot) + 1) % 4;
        Seal seal = Seal.of(one.header()).orElseThrow();
        Block usurped = desk.block(zero, seal, wrong);
        refused(
                new Message.Proposal(desk.vote(Ballot.PROPOSE, usurped, wrong), usurped, Optional.empty()),
                Penalty.WRONG_PRODUCER);
        refused(
                new Message.Proposal(desk.vote(Ballot.PROPOSE, two, desk.producer(slot)), one, Optional.empty()),
                Penalty.MISFIT_BLOCK);
        Vote forged = new Vote(
                Ballot.PROPOSE,
                slot,
                one.hash(),
                desk.producer(slot),
                desk.vote(Ballot.NOTARIZE, one, 0).signature());
        refused(new Message.Proposal(forged, one, Optional.empty()), Penalty.FORGED_VOTE);
        desk.hear(0, desk.proposal(one));
        assertThat(desk.station.penalties).isEmpty();
        Hash root = desk.genesis.hash();
        long end = Long.MAX_VALUE;
        for (Seal wrongSeal : List.of(
                new Seal(0, slot + 1, 0, root, root, 1, Hash.ZERO),
                new Seal(0, slot + 1, 0, root, root, end, root),
                new Seal(0, slot + 1, 0, one.hash(), one.hash(), end, Hash.ZERO),
                new Seal(0, slot + 1, slot, root, root, end, Hash.ZERO))) {
            refused(desk.proposal(sealed(one.header(), wrongSeal)), Penalty.WRONG_SEAL);
        }
        Block backwards = desk.block(slot, one.header(), zero);
        refused(desk.proposal(backwards), Penalty.WRONG_SEAL);
    }

    @Test
    void aCertificateThatDoesNotFitItsBlockIsRefused() {
        desk.hear(0, desk.proposal(one));
        refused(desk.proposal(two, desk.certificate(two, 0, 1, 2)), Penalty.MISFIT_BLOCK);
        refused(desk.proposal(two, desk.certificate(one, 0, 1)), Penalty.FORGED_CERTIFICATE);
    }

    @Test
    void falseFinalityIsRefused() {
        Certificate lower = desk.certificate(one, 0, 1, 2);
        refused(new Message.Finalized(one.header(), new byte[9]), Penalty.FALSE_FINALITY);
        FinalityProof weak = new FinalityProof(List.of(two.header()), lower, desk.certificate(two, 0, 1));
        refused(new Message.Finalized(one.header(), weak.encoded()), Penalty.FALSE_FINALITY);
        FinalityProof other = new FinalityProof(List.of(two.header()), lower, desk.certificate(two, 0, 1, 2));
        refused(new Message.Finalized(two.header(), other.encoded()), Penalty.FALSE_FINALITY);
    }

    @Test
    void whatIsStaleFarAheadOrRepeatedCostsNothing() {
        ignored(desk.proposal(desk.block(slot + 1_000, zero, zero)));
        ignored(new Message.Cast(0, desk.vote(Ballot.NOTARIZE, desk.block(slot + 2_000, zero, zero), 0)));
        for (int i = 0; i < 3; i++) {
            ignored(desk.proposal(one));
            ignored(new Message.Certified(0, desk.certificate(one, 0, 1, 2)));
        }
        ignored(new Message.Blocks(Hash.ZERO, List.of(desk.proposal(two))));
        ignored(new Message.BlockRequest(Hash.ZERO, List.of()));
        ignored(new Message.CertificateRequest(Hash.ZERO));
        assertThat(desk.said(Message.Blocks.class)).isEmpty();
    }

    @Test
    void orphansOfUnknownEpochsAreBounded() {
        BlockHeader parent = one.header();
        for (int i = 0; i < 2_000; i++) {
            Seal seal = new Seal(9, slot, 0, Hash.ZERO, Hash.ZERO, i, Hash.ZERO);
            Block block = desk.block(parent, seal, 0);
            desk.station.on(new Event.PeerMessage(
                    desk.cluster.station(0).peer(),
                    desk.codec.encode(
                            new Message.Proposal(desk.vote(Ballot.PROPOSE, block, 0), block, Optional.empty()))));
        }
        assertThat(desk.said(Message.BlockRequest.class)).hasSizeLessThanOrEqualTo(64);
    }
}
