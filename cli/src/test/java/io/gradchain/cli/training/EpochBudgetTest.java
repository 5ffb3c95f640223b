package io.gradchain.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochBudgetTest {
    @Test
    void twoProbesTellFixedPartAndSlope() {
        EpochBudget budget = EpochBudget.ofProbes(1_000, 1_300);
        assertThat(budget).isEqualTo(new EpochBudget(700, 300));
        assertThat(budget.epochsFor(10_000)).isEqualTo(31);
        assertThat(budget.limit(31)).isEqualTo(11_000);
    }

    @Test
    void aTransactionHoldsAtLeastOneEpoch() {
        assertThat(new EpochBudget(5_000, 300).epochsFor(1_000)).isEqualTo(1);
    }
}
