package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One validator of four, its three colleagues played by hand. With equal weights member (view - 1) mod 4 leads. */
class SimplexEngineTest {
    private final Desk desk = new Desk(4, 3);

    private Block first() {
        return desk.block(1, 0, desk.genesis.header());
    }

    @Test
    void notarizesAProposalOnceItWasCheckedAndEverythingIsDurable() {
        Block block = first();
        desk.hear(0, desk.propose(block));
        assertThat(desk.cast(Ballot.NOTARIZE)).isEmpty();
        desk.order.clear();
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).extracting(Vote::block).containsExactly(block.hash());
        assertThat(desk.order.subList(0, 3)).containsExactly("persist", "keep", "say");
    }

    @Test
    void aQuorumNotarizesFinalizesAndOpensTheNextView() {
        Block block = first();
        desk.hear(0, desk.propose(block));
        desk.check();
        desk.hear(desk.vote(Ballot.NOTARIZE, 1, block.hash(), 0));
        assertThat(desk.view).isEqualTo(1);
        desk.hear(desk.vote(Ballot.NOTARIZE, 1, block.hash(), 1));
        assertThat(desk.view).isEqualTo(2);
        assertThat(desk.heads).containsExactly(block.hash());
        assertThat(desk.engine.finality(block.header())).isInstanceOf(Finality.Notarized.class);
        assertThat(desk.cast(Ballot.FINALIZE)).hasSize(1);
        desk.hear(desk.vote(Ballot.FINALIZE, 1, block.hash(), 0));
        desk.hear(desk.vote(Ballot.FINALIZE, 1, block.hash(), 2));
        assertThat(desk.finals).containsExactly(block.hash());
        assertThat(desk.engine.finality(block.header())).isInstanceOf(Finality.Final.class);
        assertThat(desk.engine.verifyFinality(block.header(), desk.chain.finalizedProof(), desk.committee))
                .isTrue();
        assertThat(desk.engine.verifyFinality(desk.genesis.header(), desk.chain.finalizedProof(), desk.committee))
                .isFalse();
    }

    @Test
    void anIdleChainRunsNoTimersUntilItHasIdledTooLong() {
        assertThat(desk.timers).containsOnlyKeys("idle");
        desk.fire("idle");
        assertThat(desk.timers).containsEntry("leader", 500L).containsEntry("advance", 750L);
    }

    @Test
    void aPendingTransactionWakesTheLeaderAtOnce() {
        Desk leader = new Desk(4, 0);
        assertThat(leader.request).isEqualTo(-1);
        leader.pending(21_000);
        assertThat(leader.request).isPositive();
        Block block = leader.build();
        assertThat(leader.said(Message.Propose.class))
                .extracting(Message.Propose::block)
                .containsExactly(block);
        assertThat(leader.cast(Ballot.NOTARIZE)).hasSize(1);
        assertThat(leader.said(Message.Build.class))
                .as("little gas needs no Build")
                .isEmpty();
    }

    @Test
    void moreThanAThirdGivingUpWakesTheRest() {
        desk.hear(desk.vote(Ballot.NULLIFY, 1, Hash.ZERO, 1));
        assertThat(desk.timers).doesNotContainKey("leader");
        desk.hear(desk.vote(Ballot.NULLIFY, 1, Hash.ZERO, 2));
        assertThat(desk.timers).containsKey("leader");
    }

    @Test
    void theLeaderGivingUpIsFollowedAtOnce() {
        desk.hear(desk.vote(Ballot.NULLIFY, 1, Hash.ZERO, 0));
        assertThat(desk.cast(Ballot.NULLIFY)).hasSize(1);
    }

    @Test
    void aBuildExtendsBothTimersByItsGasAndOnlyOnce() {
        desk.hear(0, desk.announce(0, 100_000_000));
        desk.hear(0, desk.announce(0, 900_000_000));
        desk.fire("leader");
        assertThat(desk.timers).containsEntry("leader", 400L);
        desk.fire("advance");
        assertThat(desk.timers).containsEntry("advance", 400L);
        assertThat(desk.cast(Ballot.NULLIFY)).isEmpty();
        desk.fire("leader");
        assertThat(desk.cast(Ballot.NULLIFY)).hasSize(1);
    }

    @Test
    void aLeaderAnnouncesMuchGasAndPacksLessAfterNullifiedViews() {
        Desk leader = new Desk(4, 2);
        leader.pending(5_000_000_000L);
        leader.hear(leader.certificate(Ballot.NULLIFY, 1, Hash.ZERO, 0, 1, 3));
        leader.hear(leader.certificate(Ballot.NULLIFY, 2, Hash.ZERO, 0, 1, 3));
        assertThat(leader.view).isEqualTo(3);
        assertThat(leader.buildGas).isEqualTo(250_000_000L);
        assertThat(leader.said(Message.Build.class))
                .extracting(Message.Build::gas)
                .containsExactly(250_000_000L);
        assertThat(Seal.of(leader.build().header())).contains(new Seal(3, 0));
    }

    @Test
    void nullifiedViewsStretchTheTimersUpToACap() {
        desk.pending(1);
        long view = 1;
        List<Long> advance = new ArrayList<>();
        for (; view <= 10; view++) {
            desk.hear(desk.certificate(Ballot.NULLIFY, view, Hash.ZERO, 0, 1, 2));
            desk.pending(1);
            advance.add(desk.timers.get("advance"));
        }
        assertThat(advance.subList(0, 3)).containsExactly(1_125L, 1_686L, 2_529L);
        assertThat(advance.getLast()).isEqualTo(15_000L);
    }

    @Test
    void aLeaderSilentForAsManyViewsAsThereAreMembersIsSkippedAtOnce() {
        for (long view = 1; view <= 4; view++) {
            desk.hear(desk.certificate(Ballot.NULLIFY, view, Hash.ZERO, 1, 2, 3));
        }
        assertThat(desk.view).isEqualTo(5);
        assertThat(desk.cast(Ballot.NULLIFY)).extracting(Vote::view).containsExactly(5L);
    }

    @Test
    void aLateVoteIsASignOfLife() {
        for (long view = 1; view <= 4; view++) {
            desk.hear(desk.certificate(Ballot.NULLIFY, view, Hash.ZERO, 1, 2, 3));
            if (view == 3) {
                desk.hear(desk.vote(Ballot.NULLIFY, 3, Hash.ZERO, 0));
            }
        }
        assertThat(desk.cast(Ballot.NULLIFY)).isEmpty();
    }

    @Test
    void aBlockWhoseExecutionDiffersIsNullified() {
        BlockHeader wrong = first().header();
        Block block = new Block(
                new BlockHeader(
                        7,
                        1,
                        5,
                        wrong.parent(),
                        wrong.proposer(),
                        wrong.txRoot(),
                        Hash.ZERO,
                        wrong.parent(),
                        0,
                        Hash.ZERO,
                        Hash.ZERO,
                        new byte[0],
                        wrong.seal()),
                List.of());
        desk.hear(0, desk.propose(block));
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).isEmpty();
        assertThat(desk.cast(Ballot.NULLIFY)).hasSize(1);
        assertThat(desk.halts).isEmpty();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, block.hash(), 0, 1, 2));
        assertThat(desk.halts).singleElement().asString().startsWith("C-52");
        int words = desk.said.size();
        desk.fire("resend");
        assertThat(desk.said).hasSize(words);
    }

    @Test
    void missingCertificatesAreFetchedFromTheProposer() {
        Block one = first();
        Block three = desk.block(3, 1, one.header());
        desk.hear(desk.certificate(Ballot.NULLIFY, 2, Hash.ZERO, 0, 1, 2));
        desk.hear(2, desk.propose(three));
        assertThat(desk.said(Message.CertificateRequest.class)).containsExactly(new Message.CertificateRequest(0, 1));
        desk.hear(2, new Message.Certificates(List.of(desk.certificate(Ballot.NOTARIZE, 1, one.hash(), 0, 1, 2))));
        assertThat(desk.said(Message.BlockRequest.class)).containsExactly(new Message.BlockRequest(one.hash()));
        desk.hear(2, new Message.BlockReply(one));
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).extracting(Vote::view).containsExactly(3L);
    }

    @Test
    void aProposalThatSkipsACertifiedBlockIsNullified() {
        Block one = first();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, one.hash(), 0, 1, 2));
        Block two = desk.block(2, 1, desk.block(1, 0, one.header()).header());
        desk.hear(1, desk.propose(two));
        assertThat(desk.cast(Ballot.NULLIFY)).extracting(Vote::view).containsExactly(2L);
    }

    @Test
    void afterARestartTheSameVotesAreSentAndNoOthers() {
        Block block = first();
        desk.hear(0, desk.propose(block));
        desk.check();
        Vote before = desk.cast(Ballot.NOTARIZE).getFirst();
        desk.said.clear();
        desk.restart();
        assertThat(desk.cast(Ballot.NOTARIZE)).containsExactly(before);
        Block other = desk.block(1, 0, desk.genesis.header());
        desk.hear(0, desk.propose(other));
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).allMatch(before::equals);
    }

    @Test
    void aProposerThatCrashedRepeatsItsProposalAndMakesNoOther() {
        Desk leader = new Desk(4, 0);
        leader.pending(1);
        Block block = leader.build();
        leader.said.clear();
        leader.chain.crash();
        leader.restart();
        leader.pending(1);
        assertThat(leader.request).isEqualTo(-1);
        assertThat(leader.said(Message.Propose.class))
                .extracting(Message.Propose::block)
                .containsExactly(block);
    }

    @Test
    void anUnreadableRecordStopsTheValidator() {
        desk.log.add(new byte[] {1, 0, 9});
        desk.restart();
        assertThat(desk.halts).singleElement().asString().startsWith("C-51 vote log record 0");
    }

    @Test
    void aLongGapIsLeftToTheRuntime() {
        BlockHeader parent = desk.genesis.header();
        Block tip = desk.genesis;
        for (long view = 1; view <= 30; view++) {
            tip = desk.block(view, view - 1, parent);
            parent = tip.header();
        }
        Certificate proof = desk.certificate(Ballot.FINALIZE, 30, tip.hash(), 0, 1, 2);
        desk.hear(proof);
        assertThat(desk.view).isEqualTo(31);
        desk.hear(0, new Message.BlockReply(tip));
        assertThat(desk.fetches).containsExactly(30L);
        assertThat(desk.said(Message.BlockRequest.class)).hasSize(1);
        desk.on(new Event.ChainAdvanced(tip.header(), desk.codec.encode(new Message.Certified(proof))));
        assertThat(desk.engine.finality(tip.header())).isInstanceOf(Finality.Final.class);
    }

    @Test
    void anObserverFollowsAndServesButNeverSigns() {
        Desk observer = new Desk(4, -1);
        Block block = observer.block(1, 0, observer.genesis.header());
        observer.hear(0, observer.propose(block));
        observer.hear(observer.certificate(Ballot.NOTARIZE, 1, block.hash(), 0, 1, 2));
        observer.check();
        observer.hear(observer.certificate(Ballot.FINALIZE, 1, block.hash(), 0, 1, 2));
        assertThat(observer.finals).containsExactly(block.hash());
        observer.pending(1);
        observer.hear(0, new Message.BlockRequest(block.hash()));
        observer.hear(0, new Message.CertificateRequest(0, 1));
        assertThat(observer.said(Message.BlockReply.class)).hasSize(1);
        assertThat(observer.said(Message.Certificates.class)).hasSize(1);
        assertThat(observer.said(Message.Cast.class)).isEmpty();
        assertThat(observer.log).isEmpty();
        assertThat(observer.timers).isEmpty();
    }

    @Test
    void theLogIsRewrittenWithoutWhatLiesBelowTheFinalBlock() {
        Desk alone = new Desk(1, 0);
        for (int view = 1; view <= 200; view++) {
            alone.pending(1);
            alone.build();
        }
        assertThat(alone.finals).hasSize(200);
        assertThat(alone.compactions).isNotEmpty();
        assertThat(alone.compactions.getLast()).hasSizeLessThan(10);
        assertThat(alone.finalizedInCompactingTurn)
                .as("a vote forgotten before its final block is durable")
                .isFalse();
        alone.said.clear();
        alone.restart();
        assertThat(alone.view).isEqualTo(201);
    }

    @Test
    void sealsNameTheLeaderOfTheirView() {
        Block block = first();
        assertThat(desk.engine.verifySeal(block.header(), desk.chain, desk.committee))
                .isTrue();
        Block stolen = desk.chain.build(
                desk.genesis.header(), desk.committee.member(1).address(), new Seal(1, 0).encoded(), 1, 0);
        assertThat(desk.engine.verifySeal(stolen.header(), desk.chain, desk.committee))
                .isFalse();
        assertThat(desk.engine.verifySeal(desk.genesis.header(), desk.chain, desk.committee))
                .isTrue();
        assertThat(desk.engine.compare(block.header(), desk.genesis.header())).isPositive();
    }
}
