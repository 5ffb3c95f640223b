package io.gradchain.genesis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ByteReaderTest {
    @Test
    void everyPrimitiveReadsWhatWasWritten() {
        byte[] bytes = new ByteWriter()
                .u8(255)
                .u16(0x1234)
                .u32(0x7fffffff)
                .i64(Long.MIN_VALUE)
                .u63(Long.MAX_VALUE)
                .bool(true)
                .bytes(new byte[] {1, 2})
                .text("gradient ∇")
                .list(List.of(7, 8), ByteWriter::u8)
                .toByteArray();
        ByteReader in = new ByteReader(bytes);
        assertThat(in.u8()).isEqualTo(255);
        assertThat(in.u16()).isEqualTo(0x1234);
        assertThat(in.u32()).isEqualTo(0x7fffffff);
        assertThat(in.i64()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.u63()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.bool()).isTrue();
        assertThat(in.bytes(2)).containsExactly(1, 2);
        assertThat(in.text(20)).isEqualTo("gradient ∇");
        assertThat(in.list(2, ByteReader::u8)).containsExactly(7, 8);
        in.expectEnd();
    }

    @Test
    void nonCanonicalBytesAreRefusedWithTheReason() {
        refused("02", ByteReader::bool, "neither 0 nor 1");
        refused("80000000", ByteReader::u32, "above 2^31");
        refused("8000000000000000", ByteReader::u63, "negative");
        refused("0000", ByteReader::u8, "1 trailing bytes");
        refused("00000001c3", in -> in.text(9), "not UTF-8");
        refused("00000002c080", in -> in.text(9), "not UTF-8");
        refused("00000003eda080", in -> in.text(9), "not UTF-8");
    }

    @Test
    void noLengthMakesTheReaderAllocateMoreThanWasSent() {
        refused("7fffffff", in -> in.bytes(Integer.MAX_VALUE), "early");
        refused("7fffffff", in -> in.list(Integer.MAX_VALUE, ByteReader::u8), "early");
        refused("00000003aabbcc", in -> in.bytes(2), "above the limit 2");
        refused("00000003aabbcc", in -> in.list(2, ByteReader::u8), "above the limit 2");
    }

    @Test
    void aValueItsOwnTypeRefusesIsABadEncoding() {
        refused("05", in -> new Even(in.u8()), "never 5");
    }

    @Test
    void theWriterRefusesWhatCannotBeRead() {
        assertThatThrownBy(() -> new ByteWriter().u8(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteWriter().u16(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteWriter().u32(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteWriter().u63(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteWriter().text("\ud800")).hasMessageContaining("surrogate");
    }

    private record Even(int value) {
        Even {
            if (value % 2 != 0) {
                throw new IllegalArgumentException("never " + value);
            }
        }
    }

    private static void refused(String hex, Function<ByteReader, ?> read, String reason) {
        assertThatThrownBy(() -> ByteReader.decode(HexFormat.of().parseHex(hex), read))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("at byte");
    }
}
