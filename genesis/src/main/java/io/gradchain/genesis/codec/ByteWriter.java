package io.gradchain.genesis.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes the canonical encoding (G-1): big-endian integers of fixed width, everything else behind a u32 length. */
public final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

    public ByteWriter u8(int value) {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("u8 out of range: " + value);
        }
        out.write(value);
        return this;
    }

    public ByteWriter u16(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("u16 out of range: " + value);
        }
        out.write(value >>> 8);
        out.write(value);
        return this;
    }

    public ByteWriter u32(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("u32 above 2^31 - 1 or negative: " + value);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
        return this;
    }

    /** All 64 bits as they are; the meaning (signed, unsigned) is the caller's. */
    public ByteWriter i64(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    /** A count or amount that is never negative. */
    public ByteWriter u63(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        return i64(value);
    }

    public ByteWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Bytes whose number is fixed by the format: no length is written. */
    public ByteWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public ByteWriter bytes(byte[] bytes) {
        return u32(bytes.length).raw(bytes);
    }

    /** Strict UTF-8: an unpaired surrogate has no encoding and is refused, not replaced. */
    public ByteWriter text(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("text has an unpaired surrogate", e);
        }
    }

    public <T> ByteWriter list(List<T> items, BiConsumer<ByteWriter, T> write) {
        u32(items.size());
        for (T item : items) {
            write.accept(this, item);
        }
        return this;
    }

    public int size() {
        return out.size();
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }
}
