package io.gradchain.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Block;
import org.junit.jupiter.api.Test;

class NonFinalTest {
    private final MemoryChain memory = new MemoryChain();
    private final NonFinal nonFinal = new NonFinal();

    @Test
    void whatCompetesAtADecidedHeightIsClearedAway() {
        Block one = memory.build(memory.zero());
        Block two = memory.build(one.header());
        nonFinal.add(one, 0);
        nonFinal.add(two, 0);
        assertThat(nonFinal.removeUpTo(1)).containsExactly(one.hash());
        assertThat(nonFinal.removeUpTo(2)).containsExactly(two.hash());
    }

    @Test
    void aLowBlockThatArrivesLateIsKeptAsLongAsOneOfToday() {
        Block late = memory.build(memory.zero());
        nonFinal.add(late, 5_000);
        assertThat(nonFinal.removeUpTo(4_999))
                .as("its branch is still being fetched")
                .isEmpty();
        assertThat(nonFinal.removeUpTo(5_000)).containsExactly(late.hash());
    }
}
