package io.gradchain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decoders with a mistake in them: the search must find each, or its silence about the others says nothing. */
class HuntTest {
    private static final List<byte[]> SAMPLES =
            List.of(new byte[] {0, 0, 0, 2, 7, 7, 1, 0}, new byte[] {0, 0, 0, 0, 0, 0});

    /** {@code bytes | u8 | u8}. */
    private record Pair(byte[] bytes, int first, int second) {
        static Pair read(ByteReader in) {
            return new Pair(in.bytes(100), in.u8(), in.u8());
        }

        byte[] encoded() {
            return new ByteWriter().bytes(bytes).u8(first).u8(second).toByteArray();
        }
    }

    @Test
    void aSoundDecoderGivesNoFinding() {
        assertThat(hunt(Decoder.canonical("sound", in -> ByteReader.decode(in, Pair::read), Pair::encoded, SAMPLES)))
                .isEmpty();
    }

    @Test
    void anUndeclaredExceptionIsFound() {
        byte[] table = new byte[250];
        assertThat(hunt(Decoder.canonical(
                        "throwing",
                        in -> ByteReader.decode(in, r -> {
                            Pair pair = Pair.read(r);
                            table[pair.first()]++;
                            return pair;
                        }),
                        Pair::encoded,
                        SAMPLES)))
                .hasValueSatisfying(finding -> assertThat(finding).contains("ArrayIndexOutOfBounds", "input"));
    }

    @Test
    void aSecondFormOfAValueIsFound() {
        assertThat(hunt(Decoder.canonical(
                        "lenient",
                        in -> ByteReader.decode(in, r -> {
                            Pair pair = Pair.read(r);
                            r.raw(r.remaining());
                            return pair;
                        }),
                        Pair::encoded,
                        SAMPLES)))
                .hasValueSatisfying(finding -> assertThat(finding).contains("a second form of Pair"));
    }

    @Test
    void heapForALengthThatIsOnlyPromisedIsFound() {
        assertThat(hunt(Decoder.canonical(
                        "greedy",
                        in -> {
                            byte[] room = new byte[in.length < 4 ? 0 : (in[1] & 0xff) << 16];
                            Pair pair = ByteReader.decode(in, Pair::read);
                            return room.length == 1 ? null : pair;
                        },
                        Pair::encoded,
                        SAMPLES)))
                .hasValueSatisfying(finding -> assertThat(finding).contains("bytes of heap"));
    }

    @Test
    void aDecoderThatWritesIntoItsInputIsFound() {
        assertThat(hunt(Decoder.of(
                        "scribbling",
                        in -> {
                            if (in.length > 5) {
                                in[5] = 9;
                            }
                            return Door.accepted("Pair");
                        },
                        List.of(new byte[] {9, 9, 9, 9, 9, 9}))))
                .hasValueSatisfying(finding -> assertThat(finding).contains("changed the bytes"));
    }

    private static Optional<String> hunt(Decoder decoder) {
        Hunt hunt = new Hunt(decoder, 1);
        return hunt.samples().or(() -> hunt.run(20_000));
    }
}
