package io.gradchain.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.execution.BlockRule;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.prune.PruneCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainPruningTest {
    private static final int WINDOW = 3;

    private final MemoryChain memory =
            new MemoryChain(true, MemoryChain.engine((height, seal) -> 0, (evidence, of) -> Optional.empty()), WINDOW);
    private final Chain chain = memory.chain;

    /** Transfers between few accounts, rivals at many heights, a cycle at any time: balances as a table of numbers has them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyKeptStateIsAsItWas(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] nonces = new long[TestChain.ACCOUNTS];
        long[] funds = new long[TestChain.ACCOUNTS];
        TreeMap<Long, long[]> table = new TreeMap<>();
        List<BlockHeader> headers = new ArrayList<>(List.of(memory.zero()));
        for (int i = 1; i <= 40; i++) {
            BlockHeader parent = headers.getLast();
            int from = random.nextInt(TestChain.ACCOUNTS);
            int to = random.nextInt(TestChain.ACCOUNTS);
            Address receiver = TestChain.account(to);
            if (random.nextBoolean()) {
                memory.build(parent, 1, TestChain.transfer(from, nonces[from], receiver, 500));
            }
            Block next = memory.build(parent, 0, TestChain.transfer(from, nonces[from]++, receiver, i));
            long fee = chain.checked(next.hash())
                    .orElseThrow()
                    .receipts()
                    .getFirst()
                    .gasUsed();
            funds[from] -= i + fee;
            funds[to] += i;
            table.put(next.height(), funds.clone());
            headers.add(next.header());
            if (random.nextInt(3) > 0) {
                chain.finalizeUpTo(next.hash(), new byte[] {1});
            }
            if (random.nextInt(4) == 0) {
                assertThat(chain.states().prune(i, 8, () -> true).whole()).isTrue();
            }
            long floor = chain.states().floor();
            for (BlockHeader header : headers) {
                Optional<long[]> read = chain.states().reading(header, () -> balances(header));
                assertThat(read.isPresent())
                        .as("seed %d, block %d of %d, states from %d", seed, header.height(), i, floor)
                        .isEqualTo(header.height() >= floor);
                if (header.height() > 0 && read.isPresent()) {
                    assertThat(read.get()).as("seed %d", seed).isEqualTo(table.get(header.height()));
                }
            }
            assertThat(floor)
                    .isLessThanOrEqualTo(Math.max(0, chain.finalizedHeader().height() - WINDOW + 1));
        }
        assertThat(chain.states().floor()).isPositive();
    }

    private long[] balances(BlockHeader after) {
        long[] found = new long[TestChain.ACCOUNTS];
        for (int i = 0; i < found.length; i++) {
            found[i] = memory.balance(after, TestChain.account(i)) - TestChain.FUNDS.units();
        }
        return found;
    }

    private List<BlockHeader> extend(int blocks) {
        List<BlockHeader> headers = new ArrayList<>(List.of(chain.finalizedHeader()));
        for (int i = 0; i < blocks; i++) {
            Block next = memory.build(headers.getLast());
            chain.finalizeUpTo(next.hash(), new byte[] {1});
            headers.add(next.header());
        }
        return headers;
    }

    @Test
    void aBlockOnAStateThatIsGoneIsRefusedInWords() {
        List<BlockHeader> headers = extend(10);
        MemoryChain other = new MemoryChain();
        Block rival = other.build(other.zero(), 2);
        chain.states().prune(1, 64, () -> true);
        assertThat(chain.check(rival)).isInstanceOfSatisfying(StateTransition.Outcome.Invalid.class, invalid -> {
            assertThat(invalid.rule()).isEqualTo(BlockRule.PARENT);
            assertThat(invalid.detail()).contains("below block 8");
        });
        assertThat(memory.trees.hasRoot(headers.getFirst().stateRoot())).isFalse();
    }

    @Test
    void aStateThatIsBeingReadStays() {
        List<BlockHeader> headers = extend(3);
        BlockHeader first = headers.get(1);
        Optional<Boolean> read = chain.states().reading(first, () -> {
            extend(10);
            PruneCycle.Outcome outcome = chain.states().prune(1, 64, () -> true);
            return outcome.whole() && balances(first).length > 0;
        });
        assertThat(read).contains(true);
        assertThat(chain.states().reading(first, () -> true)).isEmpty();
        chain.states().prune(2, 64, () -> true);
        assertThat(memory.trees.hasRoot(first.stateRoot())).isFalse();
    }

    @Test
    void whatIsNotFinalIsKeptAlsoAfterARestart() {
        extend(5);
        Block open = memory.build(chain.finalizedHeader(), TestChain.transfer(0, 0, TestChain.account(5), 9));
        Chain again = memory.reopened(WINDOW);
        assertThat(again.states().prune(1, 64, () -> true).deleted()).isPositive();
        assertThat(again.states().reading(open.header(), () -> balances(open.header())[5]))
                .contains(9L);
        again.finalizeUpTo(open.hash(), new byte[] {1});
        assertThat(memory.store.get(Column.UNDECIDED, open.hash().bytes())).isEmpty();
    }

    @Test
    void aRestartClearsAwayWhatLostBeforeIt() {
        extend(2);
        BlockHeader parent = chain.finalizedHeader();
        Block loser = memory.build(parent, 1);
        Block winner = memory.build(parent, 0);
        memory.reopened(WINDOW).finalizeUpTo(winner.hash(), new byte[] {1});
        assertThat(memory.store.get(Column.BLOCKS, loser.hash().bytes())).isEmpty();
    }
}
