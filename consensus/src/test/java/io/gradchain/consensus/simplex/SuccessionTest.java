package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One validator of four at the end of an epoch of two blocks. Member (view - 1) mod 4 leads in epoch 0. */
class SuccessionTest {
    private Desk desk = new Desk(4, 3, Map.of("epoch_blocks", 2L));
    private final Block first = desk.block(1, 0, desk.genesis.header());
    private final Block end = desk.block(2, 1, first.header());

    /** The end block is certified in view 2 and known to us, but not final. */
    private void reachTheEnd() {
        desk.hear(0, desk.propose(first));
        desk.check();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, first.hash(), 0, 1, 2));
        desk.hear(1, desk.propose(end));
        desk.check();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 2, end.hash(), 0, 1, 2));
        assertThat(desk.view).isEqualTo(3);
    }

    private void endTheEpoch() {
        reachTheEnd();
        desk.hear(desk.certificate(Ballot.FINALIZE, 2, end.hash(), 0, 1, 2));
        assertThat(desk.finals).endsWith(end.hash());
        assertThat(desk.view).isEqualTo(1);
    }

    private Message.Propose again(long view) {
        return new Message.Propose(desk.vote(Ballot.PROPOSE, view, end.hash(), desk.electorates[0].leader(view)), end);
    }

    /** The first block of epoch 1, and who leads there. */
    private Message.Propose opening() {
        int leader = desk.electorate(1, 0).leader(1);
        Electorate electorate = desk.electorate(1, leader);
        Block block = new SimChain(desk.genesis, desk.elections)
                .build(end.header(), electorate.address(leader), new Seal(1, 0).encoded(), 9, 0);
        return new Message.Propose(electorate.sign(Ballot.PROPOSE, 1, block.hash()), block);
    }

    @Test
    void aLeaderProposesTheCertifiedEndBlockAgain() {
        desk = new Desk(4, 2, Map.of("epoch_blocks", 2L));
        reachTheEnd();
        desk.pending(21_000);
        assertThat(desk.request).as("nothing is built on an end block").isEqualTo(-1);
        assertThat(desk.said(Message.Propose.class))
                .filteredOn(propose -> propose.vote().view() == 3)
                .extracting(Message.Propose::block)
                .containsExactly(end);
        assertThat(desk.cast(Ballot.NOTARIZE)).extracting(Vote::view).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theEndBlockBecomesFinalInALaterView() {
        reachTheEnd();
        desk.hear(desk.certificate(Ballot.NULLIFY, 3, Hash.ZERO, 0, 1, 2));
        int leader = desk.electorates[0].leader(4);
        assertThat(leader).isEqualTo(desk.self);
        desk.pending(21_000);
        desk.hear(desk.certificate(Ballot.NOTARIZE, 4, end.hash(), 0, 1, 2));
        assertThat(desk.cast(Ballot.FINALIZE)).extracting(Vote::view).containsExactly(1L, 2L, 4L);
        desk.hear(desk.certificate(Ballot.FINALIZE, 4, end.hash(), 0, 1, 2));
        assertThat(desk.finals).containsExactly(end.hash());
        assertThat(desk.heads).as("made the head once").containsExactly(first.hash(), end.hash());
        assertThat(desk.engine.verifyFinality(end.header(), desk.chain.finalizedProof(), desk.committee))
                .isTrue();
        assertThat(desk.engine.finality(end.header()))
                .isInstanceOfSatisfying(
                        Finality.Final.class,
                        proven -> assertThat(proven.proof()).isEqualTo(desk.chain.finalizedProof()));
        desk.restart();
        assertThat(desk.view).isEqualTo(1);
        assertThat(desk.engine.epoch(3, new byte[0])).isEqualTo(1);
    }

    @Test
    void proposingItAgainNeedsItsCertificate() {
        desk.hear(0, desk.propose(first));
        desk.check();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, first.hash(), 0, 1, 2));
        desk.hear(desk.certificate(Ballot.NULLIFY, 2, Hash.ZERO, 0, 1, 2));
        desk.hear(2, again(3));
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).extracting(Vote::view).containsExactly(1L);
        desk.hear(desk.certificate(Ballot.NOTARIZE, 2, end.hash(), 0, 1, 2));
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE)).extracting(Vote::view).containsExactly(1L, 3L);
    }

    @Test
    void nothingIsBuiltOnAnEndBlockInItsEpoch() {
        reachTheEnd();
        desk.hear(2, desk.propose(desk.block(3, 2, end.header())));
        assertThat(desk.checks).isEmpty();
        assertThat(desk.cast(Ballot.NULLIFY)).extracting(Vote::view).containsExactly(3L);
    }

    @Test
    void onlyAnEndBlockIsProposedAgain() {
        desk.hear(0, desk.propose(first));
        desk.check();
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, first.hash(), 0, 1, 2));
        Vote vote = desk.vote(Ballot.PROPOSE, 2, first.hash(), 1);
        desk.hear(1, new Message.Propose(vote, first));
        assertThat(desk.cast(Ballot.NULLIFY)).extracting(Vote::view).containsExactly(2L);
    }

    @Test
    void aPendingTransactionWakesTheFirstLeaderOfTheNextEpoch() {
        int leader = desk.electorate(1, 0).leader(1);
        desk = new Desk(4, leader, Map.of("epoch_blocks", 2L));
        endTheEpoch();
        assertThat(desk.timers).containsOnlyKeys("idle", "hand-over");
        desk.pending(21_000);
        assertThat(desk.buildParent).isEqualTo(end.header());
        assertThat(desk.buildSeal).isEqualTo(new Seal(1, 0).encoded());
    }

    @Test
    void wordsOfTheNextEpochAreKeptUntilItBegins() {
        reachTheEnd();
        Message.Propose opening = opening();
        desk.hear(0, 1, opening);
        assertThat(desk.checks).isEmpty();
        assertThat(desk.timers).containsKey("epoch");
        desk.hear(desk.certificate(Ballot.FINALIZE, 2, end.hash(), 0, 1, 2));
        assertThat(desk.checks).containsExactly(opening.block());
        assertThat(desk.timers).doesNotContainKey("epoch");
        desk.check();
        assertThat(desk.cast(Ballot.NOTARIZE))
                .last()
                .extracting(Vote::block)
                .isEqualTo(opening.block().hash());
    }

    @Test
    void whoHearsALaterEpochCatchesUpAndAsksNoMoreThanAFewTimes() {
        desk.hear(0, 5, new Message.BlockRequest(end.hash()));
        assertThat(desk.fetches).isEmpty();
        for (int i = 0; i < 10 && desk.timers.containsKey("epoch"); i++) {
            desk.fire("epoch");
        }
        assertThat(desk.fetches).isNotEmpty().hasSizeLessThan(5).containsOnly(2L);
    }

    @Test
    void whoIsStillInAnOldEpochIsHelpedToItsEndButNotFlooded() {
        endTheEpoch();
        desk.said.clear();
        for (int i = 0; i < 5; i++) {
            desk.hear(desk.vote(Ballot.NULLIFY, 2, Hash.ZERO, 0));
        }
        assertThat(desk.said(Message.Certified.class))
                .extracting(Message.Certified::certificate)
                .extracting(Certificate::block)
                .containsExactly(end.hash());
        desk.fire("idle");
        desk.said.clear();
        desk.hear(desk.vote(Ballot.NULLIFY, 2, Hash.ZERO, 0));
        assertThat(desk.said(Message.Certified.class)).hasSize(1);
        desk.said.clear();
        desk.hear(0, new Message.BlockRequest(end.hash()));
        assertThat(desk.said(Message.BlockReply.class))
                .extracting(Message.BlockReply::block)
                .containsExactly(end);
        desk.said.clear();
        desk.hear(desk.certificate(Ballot.FINALIZE, 2, end.hash(), 0, 1, 2));
        assertThat(desk.said).as("help is not answered with help").isEmpty();
        assertThat(desk.penalties).isEmpty();
    }

    @Test
    void theEndIsRepeatedUntilTheNextCommitteeIsSeenToWork() {
        endTheEpoch();
        desk.said.clear();
        desk.fire("hand-over");
        assertThat(desk.said(Message.Certified.class)).hasSize(1);
        assertThat(desk.timers).containsKey("hand-over");
        Certificate skip = Certificate.of(List.of(
                desk.electorate(1, 0).sign(Ballot.NULLIFY, 1, Hash.ZERO),
                desk.electorate(1, 1).sign(Ballot.NULLIFY, 1, Hash.ZERO),
                desk.electorate(1, 2).sign(Ballot.NULLIFY, 1, Hash.ZERO)));
        desk.hear(0, 1, new Message.Certified(skip));
        desk.said.clear();
        desk.fire("hand-over");
        assertThat(desk.said).isEmpty();
        assertThat(desk.timers).doesNotContainKey("hand-over");
    }

    @Test
    void syncAcrossAnEndMovesToTheRightEpoch() {
        desk.chain.check(first);
        desk.chain.check(end);
        Block opening = opening().block();
        desk.chain.check(opening);
        Certificate proof = Certificate.of(List.of(
                desk.electorate(1, 0).sign(Ballot.FINALIZE, 1, opening.hash()),
                desk.electorate(1, 1).sign(Ballot.FINALIZE, 1, opening.hash()),
                desk.electorate(1, 2).sign(Ballot.FINALIZE, 1, opening.hash())));
        byte[] bytes = desk.codec.of(1).encode(new Message.Certified(proof));
        desk.chain.makeFinal(opening.hash(), bytes);
        desk.on(new Event.ChainAdvanced(opening.header(), bytes));
        assertThat(desk.view).isEqualTo(2);
        assertThat(desk.engine.finality(opening.header())).isInstanceOf(Finality.Final.class);
        assertThat(desk.engine.compare(opening.header(), end.header())).isPositive();
    }

    @Test
    void aCommitteeTheEndBlockDoesNotCommitToHalts() {
        endTheEpoch();
        SimplexEngine engine = SimplexEngine.create(desk.spec, Optional.empty(), desk.scheme, 0);
        engine.recover(List.of(), new Lying(desk.chain, desk.committee), desk);
        assertThat(desk.halts).singleElement().asString().startsWith("C-55");
    }

    /** A chain whose state elects others than its blocks say. */
    private record Lying(ChainView chain, Committee committee) implements ChainView {
        @Override
        public Optional<Block> block(Hash hash) {
            return chain.block(hash);
        }

        @Override
        public Committee committee(long epoch, BlockHeader root) {
            return new Committee(epoch, committee.members().subList(0, 3));
        }

        @Override
        public BlockHeader finalizedHeader() {
            return chain.finalizedHeader();
        }

        @Override
        public byte[] finalizedProof() {
            return chain.finalizedProof();
        }
    }
}
