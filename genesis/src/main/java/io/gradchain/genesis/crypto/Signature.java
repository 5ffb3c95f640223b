package io.gradchain.genesis.crypto;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;

/** An Ed25519 signature (RFC 8032). */
public final class Signature extends FixedBytes<Signature> {
    public static final int BYTES = 64;

    private Signature(byte[] bytes) {
        super(bytes, BYTES);
    }

    public static Signature of(byte[] bytes) {
        return new Signature(bytes.clone());
    }

    public static Signature read(ByteReader in) {
        return new Signature(in.raw(BYTES));
    }

    public static void write(ByteWriter out, Signature value) {
        out.raw(value.shared());
    }
}
