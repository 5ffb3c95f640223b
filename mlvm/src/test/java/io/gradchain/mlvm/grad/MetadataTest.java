package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.Payload;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels with a deploy (M-27). */
final class MetadataTest {
    private static final long SEED = 20261125;
    private static final int MUTATIONS = 20_000;

    private static SortedMap<String, Integer> sizes() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 4);
        sizes.put("CAP", 40);
        return sizes;
    }

    private static Metadata metadata(String name) {
        return Metadata.of(Plain.compiled(name), sizes(), Plain.source(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void comesBackWithEveryPlaceAndTheSourceThatCompilesToTheSameCode(String name) {
        Metadata there = metadata(name);
        Metadata back = Metadata.decode(there.encoded());
        Compiled compiled = Plain.compiled(name);
        assertThat(back).isEqualTo(there);
        assertThat(back.places()).contains(compiled.places());
        assertThat(back.shown()).isEqualTo(compiled.shown());
        Compiled again = (Compiled) Compiler.compile(back.source().orElseThrow(), back.sizes());
        assertThat(again.program().encoded()).isEqualTo(compiled.program().encoded());
    }

    @Test
    void theMapTakesLessThanTheCode() {
        int whole = metadata("logistic").encoded().length;
        Metadata logistic = metadata("logistic");
        Metadata unplaced = new Metadata(
                logistic.compiler(), logistic.shown(), logistic.sizes(), logistic.source(), Optional.empty());
        assertThat(whole - unplaced.encoded().length)
                .isLessThan(Plain.compiled("logistic").program().encoded().length);
    }

    @Test
    void withoutSourceThereAreNoPlacesEither() {
        Metadata bare = Metadata.decode(metadata("linear").withoutSource().encoded());
        assertThat(bare.source()).isEmpty();
        assertThat(bare.places()).isEmpty();
        assertThat(bare.sizes()).isEqualTo(sizes());
    }

    @Test
    void whatDoesNotFitLeavesOutTheMapThenTheSource() {
        String source = "contract Wide:\n    @view\n    fn one() -> int:\n        return 1\n# ";
        Compiled compiled = (Compiled) Compiler.compile(source, new TreeMap<>());
        int fixed = Metadata.of(compiled, new TreeMap<>(), "").encoded().length;
        int places = fixed
                - new Metadata(1, compiled.shown(), new TreeMap<>(), Optional.of(""), Optional.empty())
                        .encoded()
                        .length;
        int room = Payload.MAX_METADATA - fixed;
        Metadata all = Metadata.of(compiled, new TreeMap<>(), "x".repeat(room));
        assertThat(all.places()).isPresent();
        assertThat(all.encoded()).hasSize(Payload.MAX_METADATA);
        Metadata unplaced = Metadata.of(compiled, new TreeMap<>(), "x".repeat(room + 1));
        assertThat(unplaced.places()).isEmpty();
        assertThat(unplaced.source()).isPresent();
        assertThat(Metadata.of(compiled, new TreeMap<>(), "x".repeat(room + places))
                        .source())
                .isPresent();
        assertThat(Metadata.of(compiled, new TreeMap<>(), "x".repeat(room + places + 1))
                        .source())
                .isEmpty();
    }

    @Test
    void hostileBytesAreRefusedOrReadBackAsTheyCame() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] good = metadata("linear").encoded();
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutated(random, good);
            try {
                Metadata metadata = Metadata.decode(bytes);
                assertThat(metadata.encoded())
                        .as("seed %d, mutation %d", SEED, i)
                        .isEqualTo(bytes);
                read++;
            } catch (DecodeException refused) {
                assertThat(refused).hasMessageContaining("at byte");
            } catch (RuntimeException other) {
                throw new AssertionError(
                        "seed " + SEED + ", mutation " + i + ": "
                                + HexFormat.of().formatHex(bytes),
                        other);
            }
        }
        assertThat(read).as("some changes only change the text").isPositive();
    }

    private static byte[] mutated(SplittableRandom random, byte[] good) {
        byte[] bytes = good.clone();
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            // the map lies at the end, where half of the changes go
            int at = random.nextBoolean()
                    ? random.nextInt(bytes.length)
                    : Math.max(0, bytes.length - 1 - random.nextInt(600));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes[at] = (byte) 0xff;
            }
        }
        return bytes;
    }

    @Test
    void theOldFormAndEmptyMetadataAreNone() {
        assertThatThrownBy(() -> Metadata.decode(new byte[0])).isInstanceOf(DecodeException.class);
        assertThatThrownBy(
                        () -> Metadata.decode(Plain.compiled("linear").shown().encoded()))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("format 0");
    }
}
