package io.gradchain.genesis.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class GenesisErrorTest {
    @Test
    void errorsHaveUniqueNumbersWithoutGapsAndHints() {
        TreeSet<String> ids = new TreeSet<>();
        for (GenesisError error : GenesisError.values()) {
            assertThat(error.hint()).isNotBlank();
            ids.add(error.id());
        }
        assertThat(ids).hasSize(GenesisError.values().length);
        assertThat(ids.last()).isEqualTo("G-" + (100 + ids.size()));
    }

    @Test
    void aRefusalIsOneLineWithCodePlaceCauseAndHint() {
        Attempt<Object> refused = Attempt.refused(GenesisError.BAD_AMOUNT, "line 3", "it is negative");
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        r -> assertThat(r.refusal().message())
                                .startsWith("G-103 not an amount: line 3: it is negative. Hint: ")
                                .doesNotContain("\n"));
        assertThat(refused.then(value -> new Attempt.Done<>(1))).isEqualTo(refused);
        assertThat(new Attempt.Done<>(20)
                        .then(value -> new Attempt.Done<>(value + 1))
                        .orElseThrow())
                .isEqualTo(21);
    }
}
