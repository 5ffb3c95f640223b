package io.gradchain.consensus.dpos;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Finality;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One producer of four: what it votes for, what it produces, what it calls final, before and after a restart. */
class VotingTest {
    private final Desk desk = new Desk(3, Cluster.with());
    private final BlockHeader zero = desk.genesis.header();

    private Block first() {
        return desk.block(1, zero, zero);
    }

    /** A slot above {@code slot}, not ours. */
    private long next(long slot) {
        return desk.slotFrom(slot + 1, false);
    }

    @Test
    void votesForAnExecutedBlockOfTheHeadOnceAndKeepsItFirst() {
        Block block = desk.block(next(0), zero, zero);
        long slot = Seal.of(block.header()).orElseThrow().slot();
        desk.slot(slot);
        desk.hear(0, desk.proposal(block));
        assertThat(desk.voted()).containsExactly(slot);
        assertThat(desk.station.head).isEqualTo(block.hash());
        assertThat(desk.station.log).hasSize(2);
        Block twin = desk.theirs.build(
                zero, block.header().proposer(), block.header().seal(), 99, 0);
        desk.hear(1, desk.proposal(twin));
        assertThat(desk.said(Message.Cast.class)).hasSize(1);
    }

    @Test
    void aBlockOfASlotToComeIsHeldUntilTheOneBeforeItBegins() {
        long slot = 3;
        while (desk.slotFrom(slot - 2, true) <= slot) {
            slot++;
        }
        desk.slot(slot - 2);
        desk.hear(0, desk.proposal(desk.block(slot, zero, zero)));
        assertThat(desk.voted()).doesNotContain(slot);
        desk.slot(slot - 1);
        assertThat(desk.voted()).contains(slot);
    }

    @Test
    void theLockRefusesABlockThatNamesLess() {
        long a = next(0);
        long b = next(a);
        long c = next(b);
        long d = next(c);
        Block one = desk.block(a, zero, zero);
        Block two = desk.block(b, one.header(), one.header());
        Block low = desk.block(c, one.header(), zero);
        Block high = desk.block(d, two.header(), one.header());
        desk.slot(d);
        desk.hear(0, desk.proposal(one));
        desk.hear(0, desk.proposal(two, desk.certificate(one, 0, 1, 2)));
        assertThat(desk.voted()).containsExactly(a, b);
        desk.hear(0, desk.proposal(low));
        assertThat(desk.voted()).containsExactly(a, b);
        desk.hear(0, desk.proposal(high));
        assertThat(desk.voted()).containsExactly(a, b, d);
        SafetyRules rules = new SafetyRules();
        rules.voted(b, new Rank(0, a));
        assertThat(rules.mayVote(c, new Rank(0, 0))).isFalse();
        assertThat(rules.mayVote(c, new Rank(0, a))).isTrue();
        assertThat(rules.mayVote(b, new Rank(0, a))).isFalse();
        assertThat(rules.mayVote(c, new Rank(1, 0))).as("a later epoch").isTrue();
        assertThat(rules.mayPropose(b)).isFalse();
        assertThat(rules.mayPropose(c)).isTrue();
    }

    @Test
    void finalNeedsConsecutiveSlotsTheNameAndBothCertificates() {
        List<Block> chain = new ArrayList<>();
        BlockHeader parent = zero;
        for (long slot = 1; slot <= 5; slot++) {
            // Slot 3 stays empty.
            if (slot != 3) {
                Block block = desk.block(slot, parent, parent);
                chain.add(block);
                parent = block.header();
            }
        }
        desk.slot(6);
        desk.hear(0, desk.proposal(chain.get(0)));
        for (int i = 1; i < 4; i++) {
            desk.hear(0, desk.proposal(chain.get(i), desk.certificate(chain.get(i - 1), 0, 1, 2)));
        }
        assertThat(desk.station.finals).containsOnlyKeys(1L);
        assertThat(desk.station.engine.finality(chain.get(2).header())).isInstanceOf(Finality.Notarized.class);
        desk.vote(chain.get(3), 0);
        desk.vote(chain.get(3), 1);
        assertThat(desk.station.finals).as("slots 2 and 4 are apart").containsOnlyKeys(1L, 2L, 3L);
        assertThat(desk.station.engine.finality(chain.get(2).header())).isInstanceOf(Finality.Final.class);
    }

    @Test
    void producesInItsSlotOnTheHeadAndNamesTheHighestCertifiedBlock() {
        long ours = desk.slotFrom(2, true);
        Block block = desk.block(ours - 1, zero, zero);
        desk.slot(ours - 1);
        desk.hear(0, desk.proposal(block));
        desk.vote(block, 0);
        desk.vote(block, 1);
        desk.slot(ours);
        Message.Proposal said = desk.said(Message.Proposal.class).getLast();
        Seal seal = Seal.of(said.block().header()).orElseThrow();
        assertThat(said.block().header().parent()).isEqualTo(block.hash());
        assertThat(seal.justify()).isEqualTo(block.hash());
        assertThat(said.justify()).isPresent();
        assertThat(desk.voted()).endsWith(ours);
    }

    @Test
    void afterARestartNothingIsSignedTwice() {
        long ours = desk.slotFrom(2, true);
        desk.slot(ours - 1);
        desk.slot(ours);
        Block own = desk.said(Message.Proposal.class).getFirst().block();
        desk.station.crash();
        desk.station.sent.clear();
        desk.station.start();
        assertThat(desk.said(Message.Proposal.class))
                .extracting(Message.Proposal::block)
                .containsExactly(own);
        desk.slot(ours);
        assertThat(desk.said(Message.Proposal.class))
                .extracting(Message.Proposal::block)
                .containsOnly(own);
        assertThat(desk.voted()).containsExactly(ours);
        assertThat(desk.station.head).isEqualTo(own.hash());
    }

    @Test
    void afterARestartTheLockHolds() {
        long a = next(0);
        long b = next(a);
        long c = next(b);
        Block one = desk.block(a, zero, zero);
        Block two = desk.block(b, one.header(), one.header());
        desk.slot(c);
        desk.hear(0, desk.proposal(one));
        desk.hear(0, desk.proposal(two, desk.certificate(one, 0, 1, 2)));
        desk.station.crash();
        desk.station.sent.clear();
        desk.station.start();
        desk.slot(c);
        desk.hear(0, desk.proposal(desk.block(c, one.header(), zero)));
        desk.hear(0, desk.proposal(desk.block(c, zero, zero)));
        assertThat(desk.voted()).as("only repeated").containsExactly(b);
    }

    @Test
    void aMissingParentAndAMissingCertificateAreAskedFor() {
        Block one = desk.block(1, zero, zero);
        Block two = desk.block(next(1), one.header(), one.header());
        desk.slot(9);
        desk.hear(0, desk.proposal(two));
        assertThat(desk.said(Message.BlockRequest.class))
                .extracting(Message.BlockRequest::block)
                .containsExactly(one.hash());
        desk.hear(0, new Message.Blocks(one.hash(), List.of(desk.proposal(one))));
        assertThat(desk.said(Message.CertificateRequest.class))
                .extracting(Message.CertificateRequest::block)
                .containsExactly(one.hash());
        desk.hear(0, new Message.Certified(0, desk.certificate(one, 0, 1, 2)));
        assertThat(desk.voted()).endsWith(Seal.of(two.header()).orElseThrow().slot());
        assertThat(desk.station.penalties).isEmpty();
    }

    @Test
    void equalProducersCountTheSameWhateverTheirStake() {
        Block block = first();
        desk.slot(1);
        desk.hear(0, desk.proposal(block));
        desk.vote(block, 0);
        assertThat(desk.station.engine.finality(block.header())).isInstanceOf(Finality.Unknown.class);
        desk.vote(block, 1);
        assertThat(desk.station.engine.finality(block.header())).isInstanceOf(Finality.Notarized.class);
    }

    @Test
    void doubleVotesAndDoubleBlocksAreReportedOnceAndJudged() {
        long slot = next(0);
        Block one = desk.block(slot, zero, zero);
        Block twin =
                desk.theirs.build(zero, one.header().proposer(), one.header().seal(), 99, 0);
        desk.slot(slot);
        for (int i = 0; i < 2; i++) {
            desk.hear(0, desk.proposal(one));
            desk.hear(0, desk.proposal(twin));
            desk.vote(one, 2);
            desk.vote(twin, 2);
        }
        assertThat(desk.station.penalties).isEmpty();
        assertThat(desk.station.faults)
                .extracting(evidence -> desk.station
                        .engine
                        .judge(evidence, epoch -> Optional.of(desk.committee))
                        .orElseThrow()
                        .kind())
                .containsExactly("DOUBLE_PROPOSE", "CONFLICTING_NOTARIZE");
        byte[] evidence = desk.station.faults.getFirst();
        assertThat(desk.station.engine.judge(evidence, epoch -> Optional.empty()))
                .isEmpty();
        assertThat(desk.station.engine.judge(new byte[3], epoch -> Optional.of(desk.committee)))
                .isEmpty();
    }
}
