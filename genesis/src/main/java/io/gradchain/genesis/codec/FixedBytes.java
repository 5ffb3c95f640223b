package io.gradchain.genesis.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** A value that is nothing but a known number of bytes; ordered as an unsigned big-endian number. */
public abstract class FixedBytes<T extends FixedBytes<T>> implements Comparable<T> {
    private final byte[] bytes;

    /** Keeps {@code bytes} itself: subclasses hand over arrays that nobody else holds. */
    protected FixedBytes(byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalArgumentException("expected " + length + " bytes, got " + bytes.length);
        }
        this.bytes = bytes;
    }

    public final byte[] bytes() {
        return bytes.clone();
    }

    public final String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Not a copy: for reading only. */
    protected final byte[] shared() {
        return bytes;
    }

    @Override
    public final int compareTo(T other) {
        return Arrays.compareUnsigned(bytes, other.shared());
    }

    /** Equal bytes of another kind are another value. */
    @Override
    public final boolean equals(Object other) {
        return other instanceof FixedBytes<?> that
                && getClass() == that.getClass()
                && Arrays.equals(bytes, that.shared());
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public final String toString() {
        return hex();
    }
}
