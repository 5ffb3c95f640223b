package io.gradchain.genesis.crypto;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;

/** An Ed25519 public key (RFC 8032); other schemes of the same size may stand in for it in simulations. */
public final class PublicKey extends FixedBytes<PublicKey> {
    public static final int BYTES = 32;

    private PublicKey(byte[] bytes) {
        super(bytes, BYTES);
    }

    public static PublicKey of(byte[] bytes) {
        return new PublicKey(bytes.clone());
    }

    public static PublicKey read(ByteReader in) {
        return new PublicKey(in.raw(BYTES));
    }

    public static void write(ByteWriter out, PublicKey value) {
        out.raw(value.shared());
    }
}
