package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Heads, reorgs and mining of one engine. */
class PowEngineTest {
    private final Workbench bench = new Workbench();
    private final BlockHeader genesis = bench.genesis.header();

    private void announce(List<Block> blocks) {
        blocks.forEach(block -> bench.announce(0, block));
    }

    @Test
    void aMinerBuildsSearchesKeepsAndTellsInThatOrder() {
        bench.on(new Event.TxPending(0));
        assertThat(bench.buildParent).isEqualTo(genesis);
        Block built = bench.build(5_000);
        assertThat(bench.sought).isEqualTo(built.hash());
        bench.order.clear();
        Block found = bench.find();
        assertThat(bench.order).containsExactly("keep", "persist", "say");
        assertThat(bench.head()).isEqualTo(found.hash());
        assertThat(bench.broadcast).endsWith(new Message.Announce(found));
        assertThat(bench.engine.verifySeal(found.header(), bench.chain, null)).isTrue();
    }

    @Test
    void aNewHeadEndsTheSearchAndItsSealComesTooLate() {
        bench.on(new Event.TxPending(0));
        bench.build(1);
        Block theirs = bench.mine(genesis, 1);
        byte[] late = bench.puzzle.orElseThrow().attempt(0, 1_000_000).orElseThrow();
        bench.announce(0, theirs);
        assertThat(bench.puzzle).isEmpty();
        bench.on(new Event.SealFound(bench.seekRequest, bench.chain.reseal(bench.sought, late)));
        assertThat(bench.head()).isEqualTo(theirs.hash());
        bench.on(new Event.TxPending(0));
        assertThat(bench.buildParent).isEqualTo(theirs.header());
    }

    @Test
    void theFirstPendingTransactionAndTheRefreshTimerRenewTheBlock() {
        bench.on(new Event.TxPending(0));
        bench.build(1);
        bench.on(new Event.TxPending(5));
        assertThat(bench.request).isEqualTo(2);
        bench.build(2);
        bench.on(new Event.TxPending(9));
        assertThat(bench.request).isEqualTo(-1);
        bench.fire(Miner.REFRESH);
        assertThat(bench.request).isEqualTo(3);
        assertThat(bench.timers).containsKey(Miner.REFRESH);
    }

    @Test
    void anObserverFollowsAndNeverMines() {
        Workbench observer = new Workbench(false, Workbench.parameters());
        observer.on(new Event.TxPending(7));
        Block block = observer.mine(genesis, 1);
        observer.announce(0, block);
        assertThat(observer.request).isEqualTo(-1);
        assertThat(observer.timers).doesNotContainKeys(Miner.REFRESH, Miner.DRAW);
        assertThat(observer.head()).isEqualTo(block.hash());
    }

    @Test
    void ofEqualWorkTheFirstStays() {
        Block first = bench.mine(genesis, 1);
        Block second = bench.mine(genesis, 2);
        bench.announce(0, first);
        bench.announce(1, second);
        assertThat(bench.head()).isEqualTo(first.hash());
        assertThat(bench.engine.compare(first.header(), second.header())).isZero();
        Block third = bench.mine(second.header(), 1);
        bench.announce(1, third);
        assertThat(bench.head()).isEqualTo(third.hash());
        assertThat(bench.engine.compare(third.header(), first.header())).isPositive();
    }

    /** F15: of any depth, in one step; what was deep goes with the branch, and each block is traced once. */
    @Test
    void aBranchOfMoreWorkWinsFromAnyDepthAndTakesFinalityAlong() {
        List<Block> ours = bench.branch(genesis, 100, 1);
        List<Block> theirs = bench.branch(genesis, 101, 2);
        for (int depth = 1; depth <= 100; depth++) {
            Workbench desk = new Workbench();
            ours.subList(0, depth).forEach(block -> desk.announce(0, block));
            assertThat(desk.head()).isEqualTo(ours.get(depth - 1).hash());
            List<Block> better = theirs.subList(0, depth + 1);
            desk.hear(1, new Message.Head(better.getLast().header()));
            desk.serve(1, better);
            assertThat(desk.head())
                    .as("depth " + depth)
                    .isEqualTo(better.getLast().hash());
            assertThat(desk.chain.replays(desk.head())).as("depth " + depth).isTrue();
            if (depth > 6) {
                assertThat(desk.finals).endsWith(theirs.get(depth - 6).hash());
            }
            assertThat(desk.traced).doesNotHaveDuplicates();
            assertThat(desk.penalties).isEmpty();
        }
    }

    @Test
    void aBlockIsDeepOnceAndCountsItsConfirmations() {
        List<Block> blocks = bench.branch(genesis, 9, 1);
        announce(blocks);
        List<Hash> deep = blocks.stream().limit(3).map(Block::hash).toList();
        assertThat(bench.finals).isEqualTo(deep);
        assertThat(bench.traced).isEqualTo(deep);
        assertThat(bench.engine.finality(blocks.get(2).header())).isEqualTo(new Finality.Probabilistic(6));
        Block stranger = bench.mine(genesis, 5);
        assertThat(bench.engine.finality(stranger.header())).isEqualTo(new Finality.Unknown());
        assertThat(bench.engine.verifyFinality(blocks.getFirst().header(), new byte[0], null))
                .isFalse();
    }

    @Test
    void anInvalidBlockCondemnsWhatStandsOnItAndCostsItsSender() {
        Block bad = bench.invalid(genesis);
        bench.announce(0, bad);
        assertThat(bench.penalties).singleElement().asString().startsWith("C-124");
        Block good = bench.mine(genesis, 3);
        bench.announce(1, good);
        assertThat(bench.head()).isEqualTo(good.hash());
        bench.announce(2, bad);
        assertThat(bench.penalties).hasSize(2);
        assertThat(bench.checks).isEmpty();
    }

    @Test
    void aRestartGoesOnFromTheNewestHeadThatIsStillThere() {
        List<Block> blocks = bench.branch(genesis, 5, 1);
        announce(blocks);
        bench.chain.crash();
        bench.restart();
        assertThat(bench.head()).isEqualTo(blocks.getLast().hash());
        bench.on(new Event.TxPending(0));
        assertThat(bench.buildParent).isEqualTo(blocks.getLast().header());
        bench.log.add(new byte[] {1, 2});
        bench.restart();
        assertThat(bench.head()).isEqualTo(blocks.getLast().hash());
        bench.log.clear();
        bench.restart();
        assertThat(bench.head()).isEqualTo(bench.genesis.hash());
    }

    @Test
    void theLogStaysShort() {
        announce(bench.branch(genesis, 1_030, 1));
        assertThat(bench.compactions).hasSize(1);
        assertThat(bench.log).hasSizeLessThan(100);
        Hash head = bench.head();
        bench.restart();
        assertThat(bench.head()).isEqualTo(head);
    }

    @Test
    void simulatedMiningWaitsForItsDrawAndFindsAtOnce() {
        TreeMap<String, Long> parameters = new TreeMap<>(Workbench.parameters());
        parameters.put("simulated_hashes_per_second", 2L);
        Workbench desk = new Workbench(true, parameters);
        desk.on(new Event.TxPending(0));
        assertThat(desk.request).isEqualTo(-1);
        long wait = desk.timers.get(Miner.DRAW);
        desk.restart();
        assertThat(desk.timers.get(Miner.DRAW)).as("the same seed").isEqualTo(wait);
        desk.fire(Miner.DRAW);
        desk.build(wait);
        Block found = desk.find();
        assertThat(desk.head()).isEqualTo(found.hash());
        assertThat(desk.engine.verifySeal(found.header(), desk.chain, null)).isTrue();
        assertThat(desk.timers.get(Miner.DRAW)).as("another parent").isNotEqualTo(wait);
    }
}
