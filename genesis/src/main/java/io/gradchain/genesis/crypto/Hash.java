package io.gradchain.genesis.crypto;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;
import java.util.Arrays;
import java.util.HexFormat;

/** A 256-bit hash; ordered as an unsigned big-endian number. */
public final class Hash extends FixedBytes<Hash> {
    public static final int BYTES = 32;
    public static final Hash ZERO = new Hash(new byte[BYTES]);

    private Hash(byte[] bytes) {
        super(bytes, BYTES);
    }

    public static Hash of(byte[] bytes) {
        return new Hash(bytes.clone());
    }

    /** 64 hexadecimal digits, with or without {@code 0x}. */
    public static Hash fromHex(String hex) {
        return of(HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex));
    }

    public static Hash read(ByteReader in) {
        return new Hash(in.raw(BYTES));
    }

    public static void write(ByteWriter out, Hash hash) {
        out.raw(hash.shared());
    }

    /** Bit {@code index} counted from the most significant one: the branch taken at that depth of a hash tree. */
    public boolean bit(int index) {
        return (shared()[index >>> 3] >>> (7 - (index & 7)) & 1) == 1;
    }

    /** How many leading bits both have in common: 256 when equal. */
    public int commonBits(Hash other) {
        int at = Arrays.mismatch(shared(), other.shared());
        return at < 0
                ? 8 * BYTES
                : 8 * at
                        + Integer.numberOfLeadingZeros((shared()[at] ^ other.shared()[at]) & 0xff)
                        - (Integer.SIZE - 8);
    }

    /** The first {@code bits} bits, the rest zero. */
    public Hash prefix(int bits) {
        byte[] kept = Arrays.copyOf(Arrays.copyOf(shared(), (bits + 7) / 8), BYTES);
        if (bits % 8 != 0) {
            kept[bits / 8] &= (byte) (0xff00 >>> (bits % 8));
        }
        return new Hash(kept);
    }

    /** The first eight digits: for people, never for protocols. */
    public String shortHex() {
        return hex().substring(0, 8);
    }
}
