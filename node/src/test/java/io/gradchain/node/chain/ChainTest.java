package io.gradchain.node.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.execution.StateTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Address TO = TestChain.account(5);

    private final MemoryChain memory = new MemoryChain();
    private final Chain chain = memory.chain;

    @Test
    void blocksThatCompeteForOneParentAreExecutedSideBySide() {
        SignedTransaction tx = TestChain.transfer(0, 0, TO, 10);
        Block left = memory.build(memory.zero(), 0, tx);
        Block right = memory.build(memory.zero(), 1, tx, TestChain.transfer(1, 0, TO, 5));
        Block leftChild = memory.build(left.header(), 0, TestChain.transfer(0, 1, TO, 1));
        Block rightChild = memory.build(right.header(), 1, TestChain.transfer(0, 1, TO, 2));

        assertThat(memory.balance(leftChild.header(), TO)).isEqualTo(TestChain.FUNDS.units() + 11);
        assertThat(memory.balance(rightChild.header(), TO)).isEqualTo(TestChain.FUNDS.units() + 17);
        assertThat(memory.balance(memory.zero(), TO)).isEqualTo(TestChain.FUNDS.units());

        chain.finalizeUpTo(rightChild.hash(), new byte[] {1});
        assertThat(chain.block(left.hash()))
                .as("a loser at a decided height is cleared away")
                .isEmpty();
        assertThat(chain.finalAt(1)).map(CheckedBlock::block).contains(right);
        assertThat(chain.inclusion(tx.hash()))
                .hasValueSatisfying(at -> assertThat(at.block().block()).isEqualTo(right));
    }

    @Test
    void whatOneNodeBuildsAnotherExecutesToTheSameRoot() {
        MemoryChain other = new MemoryChain();
        Block at = memory.build(memory.zero(), TestChain.transfer(0, 0, TO, 3));
        assertThat(other.chain.check(at)).isInstanceOf(StateTransition.Outcome.Valid.class);
        Block next = memory.build(at.header(), TestChain.transfer(3, 0, TO, 4));
        assertThat(other.chain.check(next)).isInstanceOf(StateTransition.Outcome.Valid.class);
        assertThat(other.balance(next.header(), TO)).isEqualTo(TestChain.FUNDS.units() + 7);
    }

    @Test
    void finalityTellsListenersEveryBlockOnceInOrder() {
        List<Long> heights = new ArrayList<>();
        List<Long> heads = new ArrayList<>();
        chain.listen(new ChainListener() {
            @Override
            public void headChanged(CheckedBlock head) {
                heads.add(head.height());
            }

            @Override
            public void finalized(List<CheckedBlock> blocks) {
                blocks.forEach(block -> heights.add(block.height()));
            }
        });
        Block one = memory.build(memory.zero());
        Block two = memory.build(one.header());
        Block three = memory.build(two.header());
        chain.finalizeUpTo(two.hash(), new byte[] {2});
        chain.finalizeUpTo(one.hash(), new byte[] {1});
        chain.finalizeUpTo(three.hash(), new byte[] {3});
        assertThat(heights).containsExactly(1L, 2L, 3L);
        assertThat(heads).containsExactly(2L, 3L);
    }

    @Test
    void aForkBelowFinalityIsRefused() {
        Block one = memory.build(memory.zero(), 0);
        Block rival = memory.build(memory.zero(), 1);
        Block child = memory.build(rival.header(), 1);
        chain.finalizeUpTo(one.hash(), new byte[] {1});
        assertThatThrownBy(() -> chain.finalizeUpTo(child.hash(), new byte[] {2}))
                .isInstanceOf(RuntimeException.class);
        assertThat(chain.finalHash()).isEqualTo(one.hash());
    }

    @Test
    void whereFinalityIsOnlyDepthABetterBranchTakesItBack() {
        MemoryChain mined = new MemoryChain(false);
        List<String> heard = new ArrayList<>();
        mined.chain.listen(new ChainListener() {
            @Override
            public void headChanged(CheckedBlock head) {
                heard.add("head " + head.height());
            }

            @Override
            public void reorganised(Reorg reorg) {
                heard.add("reorg " + reorg.depth());
            }

            @Override
            public void reverted(List<CheckedBlock> blocks) {
                heard.add(
                        "reverted " + blocks.stream().map(CheckedBlock::height).toList());
            }

            @Override
            public void finalized(List<CheckedBlock> blocks) {
                heard.add("final " + blocks.stream().map(CheckedBlock::height).toList());
            }
        });
        SignedTransaction lost = TestChain.transfer(0, 0, TO, 10);
        Block one = mined.build(mined.zero(), 0, lost);
        Block two = mined.build(one.header(), 0);
        Block rivalOne = mined.build(mined.zero(), 1);
        Block rivalTwo = mined.build(rivalOne.header(), 1);
        Block rivalThree = mined.build(rivalTwo.header(), 1);
        mined.chain.setHead(two.hash());
        mined.chain.finalizeUpTo(two.hash(), new byte[0]);
        assertThat(mined.chain.inclusion(lost.hash())).isPresent();
        mined.chain.setHead(rivalThree.hash());
        mined.chain.finalizeUpTo(rivalOne.hash(), new byte[0]);
        assertThat(heard)
                .containsExactly("head 2", "final [1, 2]", "reorg 2", "head 3", "reverted [2, 1]", "final [1]");
        assertThat(mined.chain.inclusion(lost.hash())).isEmpty();
        assertThat(mined.chain.finalAt(1)).map(CheckedBlock::block).contains(rivalOne);
        assertThat(mined.chain.finalAt(2)).isEmpty();
        assertThat(mined.chain.at(2)).map(CheckedBlock::block).contains(rivalTwo);
    }

    @Test
    void aSealFoundLaterMakesAnotherBlockOfTheSameState() {
        Block built = memory.build(memory.zero(), TestChain.transfer(0, 0, TO, 10));
        Block sealed = chain.reseal(built.hash(), new byte[] {9});
        assertThat(sealed.hash()).isNotEqualTo(built.hash());
        assertThat(memory.balance(sealed.header(), TO)).isEqualTo(memory.balance(built.header(), TO));
        Block child = memory.build(sealed.header());
        chain.finalizeUpTo(child.hash(), new byte[] {1});
        assertThat(chain.finalAt(1)).map(CheckedBlock::block).contains(sealed);
    }

    @Test
    void aChainOpenedAgainStandsWhereItWasFinal() {
        Block one = memory.build(memory.zero(), TestChain.transfer(0, 0, TO, 3));
        Block two = memory.build(one.header());
        chain.finalizeUpTo(one.hash(), new byte[] {7});
        Chain again = new Chain(
                memory.store,
                new StateTransition(
                        memory.rules,
                        memory.trees,
                        hash -> Optional.empty(),
                        tx -> tx.isAuthorized(TestChain.SCHEME),
                        memory.contracts),
                memory.committees,
                true);
        assertThat(again.finalHash()).isEqualTo(one.hash());
        assertThat(again.finalizedProof()).containsExactly(7);
        assertThat(again.block(two.hash()))
                .as("a block that was executed is known to be valid")
                .contains(two);
    }

    @Test
    void aBlockReplaysFromTheNodesItReads() {
        Block one = memory.build(memory.zero(), TestChain.transfer(0, 0, TO, 3), TestChain.transfer(1, 0, TO, 3));
        CheckedBlock checked = chain.checked(one.hash()).orElseThrow();
        Replay.Result result = Replay.of(memory.rules, memory.store, memory.zero(), checked);
        assertThat(result.difference()).isEmpty();
        assertThat(result.nodes()).isPositive();

        CheckedBlock forged = new CheckedBlock(one, List.of());
        assertThat(Replay.of(memory.rules, memory.store, memory.zero(), forged).ok())
                .isFalse();
    }

    @Test
    void theNodeCacheForgetsTheOldestAboveItsLimit() {
        List<String> reads = new ArrayList<>();
        NodeCache cache = new NodeCache(
                hash -> {
                    reads.add(hash.hex());
                    return java.util.Optional.of(new byte[100]);
                },
                600);
        cache.node(memory.zero().hash());
        cache.node(memory.zero().hash());
        assertThat(reads).hasSize(1);
        cache.node(memory.zero().stateRoot());
        cache.node(memory.zero().txRoot());
        cache.node(memory.zero().hash());
        assertThat(reads).hasSize(4);
    }
}
