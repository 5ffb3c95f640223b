package io.gradchain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every decoder of the table under damaged bytes: it throws nothing, takes no more heap than its row allows, changes
 * nothing, and what it accepts is the one encoding of the value. More: {@code -Dgradchain.cases=20000000}.
 */
class DecodersFuzzTest {
    private static final long CASES = Long.getLong("gradchain.cases", 200_000);
    private static final long SEED = Long.getLong("gradchain.seed", 16);

    @TestFactory
    List<DynamicTest> everyDecoderBearsDamagedBytes() {
        List<Decoder> all = Decoders.all();
        double shares =
                all.stream().mapToDouble(decoder -> 1.0 / decoder.cost()).sum();
        return all.stream()
                .map(decoder -> DynamicTest.dynamicTest(
                        decoder.name(), () -> hunt(decoder, (long) (CASES / shares / decoder.cost()) + 1)))
                .toList();
    }

    private static void hunt(Decoder decoder, long cases) {
        assertThat(decoder.samples()).as(decoder.name()).isNotEmpty();
        Hunt hunt = new Hunt(decoder, SEED);
        assertThat(hunt.samples()).as("samples").isEqualTo(Optional.empty());
        assertThat(hunt.run(cases)).as("seed %d", SEED).isEqualTo(Optional.empty());
        if (CASES > 1_000_000) {
            System.out.println(hunt.report());
        }
    }
}
