package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttackOddsTest {
    /** Both tables of the Bitcoin paper, in parts of 10⁷ as printed there. */
    private static final long[][] TENTH = {
        {0, 10_000_000},
        {1, 2_045_873},
        {2, 509_779},
        {3, 131_722},
        {4, 34_552},
        {5, 9_137},
        {6, 2_428},
        {7, 647},
        {8, 173},
        {9, 46},
        {10, 12}
    };

    private static final long[][] THREE_TENTHS = {
        {0, 10_000_000},
        {5, 1_773_523},
        {10, 416_605},
        {15, 101_008},
        {20, 24_804},
        {25, 6_132},
        {30, 1_522},
        {35, 379},
        {40, 95},
        {45, 24},
        {50, 6}
    };

    @Test
    void theTablesOfTheBitcoinPaperComeOut() {
        for (long[] row : TENTH) {
            assertThat(tenMillionths(100, row[0])).as("z=" + row[0]).isEqualTo(row[1]);
        }
        for (long[] row : THREE_TENTHS) {
            assertThat(tenMillionths(300, row[0])).as("z=" + row[0]).isEqualTo(row[1]);
        }
    }

    private static long tenMillionths(int share, long confirmations) {
        return (AttackOdds.perBillion(share, (int) confirmations) + 50) / 100;
    }

    @Test
    void halfOfAllHashesAlwaysWinsAndNoneNever() {
        assertThat(AttackOdds.perBillion(500, 1_000)).isEqualTo(AttackOdds.BILLION);
        assertThat(AttackOdds.perBillion(0, 1)).isZero();
        assertThat(AttackOdds.perBillion(499, 1_000)).isLessThan(AttackOdds.BILLION);
        assertThatThrownBy(() -> AttackOdds.perBillion(1_001, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
