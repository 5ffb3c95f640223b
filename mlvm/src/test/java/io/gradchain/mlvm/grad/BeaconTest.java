package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code random(height)} (M-54), on a host whose value at height h is 32 times the byte h, and none below 2. */
final class BeaconTest {
    private static final String DRAWS = """
            @view
            fn said(h: int) -> int:
                return random(h)
            @view
            fn winner(n: int) -> int:
                return random(height - 1) % n
            @view
            fn start() -> vec[D]:
                return uniform(random(height - 1), -1, 1)
            @view
            fn same(seed: int) -> vec[D]:
                return uniform(seed, -1, 1)
            @view
            fn order() -> vec[3]:
                return sample(9, 3, random(height - 2))
            @view
            fn same_order(seed: int) -> vec[3]:
                return sample(9, 3, seed)
            @view
            fn looked(n: int) -> int:
                let sum = 0
                for i in range(n, max=10):
                    sum += random(height - 1 - i) % 256
                return sum
            @view
            fn unused(h: int) -> int:
                let nobody_asks = random(h)
                return h
            """;

    private final Contract c = Contract.of(DRAWS);

    @Test
    void theFirstEightBytesAreASeed() {
        assertThat(c.say("said", Value.integer(6))).isEqualTo(Long.toString(0x0606060606060606L));
        assertThat(c.say("start")).isEqualTo(c.say("same", Value.integer(0x0606060606060606L)));
        assertThat(c.say("order")).isEqualTo(c.say("same_order", Value.integer(0x0505050505050505L)));
        assertThat(c.say("looked", Value.integer(3))).isEqualTo(Integer.toString(6 + 5 + 4));
    }

    @Test
    void aWinnerIsOneOfThoseThereAre() {
        c.host.height = 200; // the value of 199 is negative as an int
        assertThat(c.say("said", Value.integer(199))).startsWith("-");
        for (int n = 1; n < 50; n++) {
            assertThat(Integer.parseInt(c.say("winner", Value.integer(n))))
                    .as("of %d", n)
                    .isBetween(0, n - 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "7, 8",
        "7, 9223372036854775807",
        "7, -1",
        "7, -9223372036854775808",
        "7, 1",
        "0, 0",
        "0, -1",
        "1, 0",
        "300, 300",
        "300, 43",
        "300, 0",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775807, 3"
    })
    void theFutureThePresentAndTheDistantPastAreNotTold(long now, long asked) {
        c.host.height = now;
        Trapped trapped = (Trapped) c.run(CallMode.VIEW, "said", Value.integer(asked));
        assertThat(trapped.trap()).isEqualTo(Trap.NO_RANDOM);
        assertThat(trapped.index()).isEqualTo(asked);
    }

    @Test
    void twoHundredAndFiftySixBlocksAreTold() {
        c.host.height = 300;
        for (long h = 44; h < 300; h++) {
            assertThat(c.say("said", Value.integer(h))).isEqualTo(Long.toString((h & 0xff) * 0x0101010101010101L));
        }
    }

    @Test
    void aSeedNobodyUsesIsNotAskedFor() {
        assertThat(c.say("unused", Value.integer(99))).isEqualTo("99");
    }
}
