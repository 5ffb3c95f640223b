package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a peer sends is refused with a number, and never ends in an exception. */
class HostileInputTest {
    private final Desk desk = new Desk(4, 3);
    private final Block block = desk.block(1, 0, desk.genesis.header());

    private List<Message> oneOfEach() {
        return List.of(
                desk.propose(block),
                new Message.Cast(desk.vote(Ballot.NOTARIZE, 1, block.hash(), 0)),
                new Message.Cast(desk.vote(Ballot.NULLIFY, 3, Hash.ZERO, 1)),
                new Message.Certified(desk.certificate(Ballot.NOTARIZE, 1, block.hash(), 0, 1, 2)),
                new Message.Certified(desk.certificate(Ballot.NULLIFY, 2, Hash.ZERO, 0, 1, 2)),
                desk.announce(0, 5),
                new Message.CertificateRequest(1, 9),
                new Message.Certificates(List.of(desk.certificate(Ballot.FINALIZE, 1, block.hash(), 0, 1, 2))),
                new Message.BlockRequest(block.hash()),
                new Message.BlockReply(block));
    }

    @Test
    void everyMessageSurvivesItsBytes() {
        for (Message message : oneOfEach()) {
            assertThat(desk.codec.decode(desk.codec.encode(message))).isEqualTo(new MessageCodec.Decoded.Read(message));
        }
    }

    @Test
    void brokenBytesNeverThrowOutOfTheEngine() {
        long seed = 20_251;
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> good = oneOfEach().stream().map(desk.codec::encode).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.get(random.nextInt(good.size())).clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(3) == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            }
            desk.hear(random.nextInt(3), bytes);
            desk.checks.clear();
        }
        assertThat(desk.penalties).as("seed " + seed).hasSizeGreaterThan(1_000);
        assertThat(desk.penalties).allMatch(reason -> reason.matches("C-6[1-6] .*"));
        assertThat(desk.halts).isEmpty();
        assertThat(desk.faults).isEmpty();
    }

    @Test
    void aBodyThatIsNotTheHeadersSpeaksForNoBlock() {
        Payload payload = new Payload.Transfer(Address.NOBODY, Amount.ZERO);
        SignedTransaction stranger =
                new Transaction(7, Address.NOBODY, 0, 0, 0, 0, payload).sign(desk.scheme, desk.keys.getFirst());
        Block exchanged = new Block(block.header(), List.of(stranger));
        desk.hear(2, new Message.BlockReply(exchanged));
        desk.hear(2, desk.propose(exchanged));
        assertThat(desk.penalties).hasSize(2).allMatch(reason -> reason.startsWith("C-61"));
        assertThat(desk.checks).isEmpty();
        desk.hear(1, desk.propose(block));
        assertThat(desk.checks).containsExactly(block);
    }

    @Test
    void aForgedVoteIsPenalisedAndNotCounted() {
        Vote real = desk.vote(Ballot.NULLIFY, 1, Hash.ZERO, 0);
        desk.hear(1, new Message.Cast(new Vote(Ballot.NULLIFY, 1, Hash.ZERO, 2, real.signature())));
        desk.hear(1, new Message.Cast(new Vote(Ballot.NULLIFY, 1, Hash.ZERO, 77, real.signature())));
        assertThat(desk.penalties).hasSize(2).allMatch(reason -> reason.startsWith("C-62"));
    }

    @Test
    void aCertificateNeedsAQuorumOfTheRightCommittee() {
        desk.hear(desk.certificate(Ballot.NULLIFY, 1, Hash.ZERO, 0, 1));
        Desk others = new Desk(7, 3);
        desk.hear(0, new Message.Certified(others.certificate(Ballot.NULLIFY, 1, Hash.ZERO, 0, 1, 5, 6)));
        Certificate good = desk.certificate(Ballot.NULLIFY, 1, Hash.ZERO, 0, 1, 2);
        Certificate swapped = new Certificate(
                Ballot.NULLIFY, 1, Hash.ZERO, good.signers(), good.signatures().reversed());
        desk.hear(swapped);
        assertThat(desk.penalties).hasSize(3).allMatch(reason -> reason.startsWith("C-63"));
        assertThat(desk.view).isEqualTo(1);
        desk.hear(good);
        assertThat(desk.view).isEqualTo(2);
    }

    @Test
    void noSignerCountsTwice() {
        Vote vote = desk.vote(Ballot.NULLIFY, 1, Hash.ZERO, 0);
        assertThatThrownBy(() -> Certificate.of(List.of(vote, vote, vote)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascend");
    }

    @Test
    void aSignatureOfAnotherChainEpochOrIncarnationIsWorthless() {
        Electorate mine = desk.electorates[0];
        SigningContext context = mine.context();
        List<SigningContext> others = List.of(
                new SigningContext(8, context.chainSpec(), 0, 0),
                new SigningContext(7, Hash.ZERO, 0, 0),
                new SigningContext(7, context.chainSpec(), 1, 0),
                new SigningContext(7, context.chainSpec(), 0, 1));
        for (SigningContext other : others) {
            Electorate theirs = new Electorate(desk.committee, other, desk.scheme, Optional.of(desk.keys.getFirst()));
            assertThat(mine.verify(theirs.sign(Ballot.NOTARIZE, 1, block.hash())))
                    .as(other.toString())
                    .isFalse();
        }
        byte[] foreign = new MessageCodec(others.getLast())
                .encode(new Message.Certified(desk.certificate(Ballot.NULLIFY, 1, Hash.ZERO, 0, 1, 2)));
        desk.hear(0, foreign);
        assertThat(desk.view).isEqualTo(1);
    }

    @Test
    void whatOnlyALeaderMaySayIsRefusedFromOthers() {
        Vote notLeader = desk.vote(Ballot.PROPOSE, 1, block.hash(), 1);
        desk.hear(1, new Message.Propose(notLeader, block));
        desk.hear(1, desk.announce(1, 5));
        Block other = desk.block(2, 0, desk.genesis.header());
        desk.hear(0, new Message.Propose(desk.vote(Ballot.PROPOSE, 1, block.hash(), 0), other));
        desk.hear(0, desk.announce(0, 2_000_000_000));
        assertThat(desk.penalties)
                .extracting(reason -> reason.substring(0, 4))
                .containsExactly("C-64", "C-64", "C-65", "C-66");
        assertThat(desk.checks).isEmpty();
    }

    @Test
    void farFutureVotesAreNotKept() {
        for (long view = 12; view < 2_000; view++) {
            desk.hear(desk.vote(Ballot.NULLIFY, view, Hash.ZERO, 0));
            desk.hear(desk.vote(Ballot.NULLIFY, view, Hash.ZERO, 1));
            desk.hear(desk.vote(Ballot.NULLIFY, view, Hash.ZERO, 2));
        }
        assertThat(desk.view).isEqualTo(1);
        desk.hear(desk.certificate(Ballot.NULLIFY, 1_500, Hash.ZERO, 0, 1, 2));
        assertThat(desk.view).isEqualTo(1_501);
    }

    @Test
    void decodedEvidenceMustBeAContradiction() {
        Vote a = desk.vote(Ballot.NOTARIZE, 1, block.hash(), 0);
        byte[] bytes = new Evidence(0, 0, a, desk.vote(Ballot.NOTARIZE, 1, desk.genesis.hash(), 0)).encoded();
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> Evidence.decode(cut)).isInstanceOf(DecodeException.class);
    }
}
