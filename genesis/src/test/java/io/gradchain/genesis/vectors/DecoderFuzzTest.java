package io.gradchain.genesis.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.codec.DecodeException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile bytes are refused as bad bytes, or they are the one encoding of what they decode to; never anything else. */
final class DecoderFuzzTest {
    static List<EncodedType<?>> types() {
        return EncodedType.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTruePrefixIsRefused(EncodedType<?> type) {
        for (long seed = 0; seed < 20; seed++) {
            byte[] bytes = type.sampleBytes(seed);
            for (int length = 0; length < bytes.length; length++) {
                assertThat(isRefusedOrCanonical(type, Arrays.copyOf(bytes, length)))
                        .as("%s, seed %d, first %d bytes", type, seed, length)
                        .isEqualTo(Verdict.REFUSED);
            }
            assertThat(isRefusedOrCanonical(type, Arrays.copyOf(bytes, bytes.length + 1)))
                    .isEqualTo(Verdict.REFUSED);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void mutationsAreRefusedOrCanonical(EncodedType<?> type) {
        int canonical = 0;
        for (long seed = 0; seed < 20; seed++) {
            byte[] bytes = type.sampleBytes(seed);
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < 500; round++) {
                byte[] mutated = mutate(bytes, random);
                Verdict verdict = isRefusedOrCanonical(type, mutated);
                assertThat(verdict)
                        .as("%s, seed %d, round %d", type, seed, round)
                        .isNotEqualTo(Verdict.AMBIGUOUS);
                canonical += verdict == Verdict.CANONICAL ? 1 : 0;
            }
        }
        assertThat(canonical)
                .as("some mutations must pass, or nothing was tested")
                .isPositive();
    }

    private enum Verdict {
        REFUSED,
        CANONICAL,
        AMBIGUOUS
    }

    private static Verdict isRefusedOrCanonical(EncodedType<?> type, byte[] bytes) {
        byte[] again;
        try {
            again = type.reencode(bytes);
        } catch (DecodeException refused) {
            assertThat(refused.offset()).isBetween(0, bytes.length);
            return Verdict.REFUSED;
        }
        return Arrays.equals(again, bytes) ? Verdict.CANONICAL : Verdict.AMBIGUOUS;
    }

    private static byte[] mutate(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte) random.nextInt(256);
                case 2 ->
                    mutated[at] = List.of((byte) 0, (byte) 0x7f, (byte) 0x80, (byte) 0xff)
                            .get(random.nextInt(4));
                default -> {
                    int from = random.nextInt(mutated.length);
                    System.arraycopy(bytes, from, mutated, at, Math.min(mutated.length - at, mutated.length - from));
                }
            }
        }
        return mutated;
    }
}
