package io.gradchain.genesis.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the frozen vectors anew. Running this approves a change of the protocol's bytes: every chain made before it ends
 * there. The argument is the folder to write to, {@code genesis/src/test/resources/vectors}.
 */
final class RegenerateVectors {
    static final int SAMPLES = 12;

    private RegenerateVectors() {}

    public static void main(String[] arguments) throws IOException {
        for (EncodedType<?> type : EncodedType.ALL) {
            Files.write(Path.of(arguments[0], type.name() + ".txt"), lines(type));
        }
    }

    /** One line for each seed from 0: encoding, then hash. */
    static List<String> lines(EncodedType<?> type) {
        List<String> lines = new ArrayList<>();
        for (int seed = 0; seed < SAMPLES; seed++) {
            byte[] bytes = type.sampleBytes(seed);
            lines.add(HexFormat.of().formatHex(bytes) + " " + type.hashOf(bytes));
        }
        return lines;
    }
}
