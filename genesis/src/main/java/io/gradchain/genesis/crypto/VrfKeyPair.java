package io.gradchain.genesis.crypto;

import java.math.BigInteger;

/** A secret scalar and its {@link VrfKey}; printing it never shows the scalar. */
public final class VrfKeyPair {
    private final BigInteger secret;
    private final VrfKey publicKey;

    private VrfKeyPair(BigInteger secret) {
        this.secret = secret;
        this.publicKey = VrfKey.of(P256.timesBase(secret));
    }

    /**
     * The key that follows from the seed of a validator's {@link KeyPair} (G-13): one secret to keep, two keys, neither of
     * which tells anything about the other.
     */
    public static VrfKeyPair fromSeed(byte[] seed) {
        if (seed.length != KeyPair.SEED_BYTES) {
            throw new IllegalArgumentException("a key seed has 32 bytes, got " + seed.length);
        }
        BigInteger candidate;
        byte[] attempt = {0};
        do {
            candidate = new BigInteger(
                    1, Hashing.hash(Domain.VRF_KEY, seed, attempt).bytes());
            attempt[0]++;
        } while (!isScalar(candidate)); // one seed in 2³² takes a second attempt
        return new VrfKeyPair(candidate);
    }

    static VrfKeyPair ofScalar(BigInteger secret) {
        if (!isScalar(secret)) {
            throw new IllegalArgumentException("a secret scalar is 1 to n - 1");
        }
        return new VrfKeyPair(secret);
    }

    public VrfKey publicKey() {
        return publicKey;
    }

    BigInteger secret() {
        return secret;
    }

    private static boolean isScalar(BigInteger value) {
        return value.signum() > 0 && value.compareTo(P256.ORDER) < 0;
    }

    @Override
    public String toString() {
        return "VrfKeyPair[" + publicKey.hex() + "]";
    }
}
