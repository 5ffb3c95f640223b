package io.gradchain.genesis.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes and hashes of the protocol do not change unnoticed; see {@link RegenerateVectors} to change them. */
final class FrozenVectorsTest {
    static List<EncodedType<?>> types() {
        return EncodedType.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void samplesEncodeToTheFrozenBytes(EncodedType<?> type) throws Exception {
        assertThat(RegenerateVectors.lines(type)).isEqualTo(frozen(type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void frozenBytesReadBackToThemselves(EncodedType<?> type) throws Exception {
        for (String line : frozen(type)) {
            String[] parts = line.split(" ", -1);
            byte[] bytes = HexFormat.of().parseHex(parts[0]);
            assertThat(type.reencode(bytes)).isEqualTo(bytes);
            assertThat(type.hashOf(bytes)).isEqualTo(parts[1]);
        }
    }

    private static List<String> frozen(EncodedType<?> type) throws Exception {
        try (InputStream in = FrozenVectorsTest.class.getResourceAsStream("/vectors/" + type.name() + ".txt")) {
            assertThat(in).as("vectors of %s", type).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}
