package io.gradchain.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table for a coverage-guided fuzzer (Jazzer finds {@link #fuzzerTestOneInput} by its name, so nothing here depends on
 * it): the first byte chooses the row, the rest is its input. {@code .ci/fuzz} starts it.
 */
public final class DecodersFuzzer {
    private static final List<Hunt> HUNTS = new ArrayList<>();

    private DecodersFuzzer() {}

    public static void fuzzerInitialize() {
        for (Decoder decoder : Decoders.all()) {
            // Instrumented code takes heap of its own: that check is left to DecodersFuzzTest.
            Hunt hunt = new Hunt(decoder.taking(0, Integer.MAX_VALUE), 1);
            hunt.samples().ifPresent(DecodersFuzzer::stop);
            HUNTS.add(hunt);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            byte[] input = new byte[data.length - 1];
            System.arraycopy(data, 1, input, 0, input.length);
            Optional<String> finding =
                    HUNTS.get((data[0] & 0xff) % HUNTS.size()).judge(input);
            finding.ifPresent(DecodersFuzzer::stop);
        }
    }

    /** Writes the samples into the folder {@code args[0]}, to start from. */
    public static void main(String[] args) throws IOException {
        List<Decoder> all = Decoders.all();
        for (int row = 0; row < all.size(); row++) {
            List<byte[]> samples = all.get(row).samples();
            for (int i = 0; i < samples.size(); i++) {
                byte[] input = new byte[samples.get(i).length + 1];
                input[0] = (byte) row;
                System.arraycopy(samples.get(i), 0, input, 1, input.length - 1);
                Files.write(Path.of(args[0], row + "-" + i), input);
            }
        }
    }

    private static void stop(String finding) {
        throw new AssertionError(finding);
    }
}
