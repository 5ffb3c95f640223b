package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The language reference shows only what compiles. */
final class ReferenceTest {
    @Test
    void everyContractOfTheReferenceCompilesWithoutWarnings() throws IOException {
        List<String> sources = Pattern.compile("```grad\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("GRAD.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(sources).hasSize(5);
        for (String source : sources) {
            assertThat(Contract.compiled(source).warnings()).as(source).isEmpty();
        }
    }
}
