package io.gradchain.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CliErrorTest {
    @Test
    void everyNumberIsUsedOnceAndEveryErrorHelps() {
        assertThat(Arrays.stream(CliError.values()).map(CliError::id)).doesNotHaveDuplicates();
        for (CliError error : CliError.values()) {
            assertThat(error.id()).matches("X-\\d\\d\\d?");
            assertThat(error.title()).isNotBlank();
            assertThat(error.hint()).isNotBlank();
            assertThat(error.status()).isIn(1, 2, 65);
        }
    }
}
