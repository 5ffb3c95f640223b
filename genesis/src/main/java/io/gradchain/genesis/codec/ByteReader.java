package io.gradchain.genesis.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the canonical encoding (G-1) of hostile bytes: every length is checked against its stated limit and against the
 * bytes that are really there before anything is allocated. All methods throw {@link DecodeException}.
 */
public final class ByteReader {
    private final byte[] in;
    private int position;

    public ByteReader(byte[] in) {
        this.in = in;
    }

    /** Decodes a whole value and refuses trailing bytes; a value its own type refuses is a bad encoding too. */
    public static <T> T decode(byte[] in, Function<ByteReader, T> read) {
        ByteReader reader = new ByteReader(in);
        try {
            T value = read.apply(reader);
            reader.expectEnd();
            return value;
        } catch (IllegalArgumentException e) {
            throw reader.fail(String.valueOf(e.getMessage()));
        }
    }

    public int u8() {
        need(1);
        return in[position++] & 0xff;
    }

    public int u16() {
        return (u8() << 8) | u8();
    }

    public int u32() {
        need(4);
        int value = (u16() << 16) | u16();
        if (value < 0) {
            throw fail("u32 above 2^31 - 1");
        }
        return value;
    }

    public long i64() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (in[position++] & 0xff);
        }
        return value;
    }

    public long u63() {
        long value = i64();
        if (value < 0) {
            throw fail("negative count");
        }
        return value;
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw fail("bool is neither 0 nor 1");
        }
        return value == 1;
    }

    /** Exactly {@code length} bytes. */
    public byte[] raw(int length) {
        need(length);
        byte[] bytes = Arrays.copyOfRange(in, position, position + length);
        position += length;
        return bytes;
    }

    /** Length-prefixed bytes, at most {@code limit} of them. */
    public byte[] bytes(int limit) {
        int length = u32();
        if (length > limit) {
            throw fail("length " + length + " above the limit " + limit);
        }
        return raw(length);
    }

    /** Length-prefixed strict UTF-8, at most {@code limit} bytes. */
    public String text(int limit) {
        byte[] bytes = bytes(limit);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fail("text is not UTF-8");
        }
    }

    /** At most {@code limit} items; each must take at least one byte, so a count can promise no more than was sent. */
    public <T> List<T> list(int limit, Function<ByteReader, T> read) {
        int count = u32();
        if (count > limit) {
            throw fail("count " + count + " above the limit " + limit);
        }
        need(count);
        List<T> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(read.apply(this));
        }
        return List.copyOf(items);
    }

    public int remaining() {
        return in.length - position;
    }

    public int position() {
        return position;
    }

    public void expectEnd() {
        if (remaining() != 0) {
            throw fail(remaining() + " trailing bytes");
        }
    }

    public DecodeException fail(String reason) {
        return new DecodeException(reason, position);
    }

    private void need(int length) {
        if (length > in.length - position) {
            throw fail("ends " + (length - (in.length - position)) + " bytes early");
        }
    }
}
