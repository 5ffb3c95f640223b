package io.gradchain.genesis.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.fault.Attempt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1000000000",
        "12.5,12500000000",
        "0.000000001,1",
        "007.10,7100000000",
        "2305843009.213693952,2305843009213693952"
    })
    void decimalGradIsReadExactly(String text, long units) {
        assertThat(Amount.parse(text).orElseThrow().units()).isEqualTo(units);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ".5",
                "5.",
                "-1",
                "+1",
                "1e3",
                "1_000",
                "1,5",
                " 1",
                "0x10",
                "1.0.0",
                "٣",
                "1.0000000000",
                "2305843009.213693953",
                "99999999999999999999999999999999999999999"
            })
    void anythingElseIsRefused(String text) {
        assertThat(Amount.parse(text)).isInstanceOf(Attempt.Refused.class);
    }

    @Test
    void tooManyDigitsSaySo() {
        assertThat(Amount.parse("0.1234567891"))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message())
                                .contains("G-103", "10 digits after the point", "Hint:"));
    }

    @Test
    void whatIsPrintedReadsBack() {
        SplittableRandom random = new SplittableRandom(6);
        for (int round = 0; round < 1000; round++) {
            Amount amount = new Amount(random.nextLong(Amount.MAX_SUPPLY + 1) >> random.nextInt(60));
            assertThat(Amount.parse(amount.toString()).orElseThrow()).isEqualTo(amount);
        }
    }

    @Test
    void noSumOrDifferenceLeavesTheRange() {
        Amount most = new Amount(Amount.MAX_SUPPLY);
        assertThatThrownBy(() -> most.plus(new Amount(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Amount.ZERO.minus(new Amount(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Amount(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(most.covers(most)).isTrue();
        assertThat(Amount.ZERO.covers(new Amount(1))).isFalse();
        assertThat(most.minus(most)).isEqualTo(Amount.ZERO);
    }
}
