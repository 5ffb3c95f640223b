package io.gradchain.node.network.noise;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 secret and its public point (RFC 7748). */
public final class DhKeyPair {
    public static final int BYTES = X25519.POINT_SIZE;

    private final byte[] secret;
    private final byte[] publicPoint = new byte[BYTES];

    /** Takes any 32 bytes; they are clamped where they are used. */
    public DhKeyPair(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("an X25519 secret has 32 bytes, got " + secret.length);
        }
        this.secret = secret.clone();
        X25519.generatePublicKey(this.secret, 0, publicPoint, 0);
    }

    public byte[] publicPoint() {
        return publicPoint.clone();
    }

    /** The shared secret, or empty where the other point is of small order and would make it all zero. */
    Optional<byte[]> agree(byte[] otherPoint) {
        byte[] shared = new byte[BYTES];
        return X25519.calculateAgreement(secret, 0, otherPoint, 0, shared, 0) ? Optional.of(shared) : Optional.empty();
    }
}
