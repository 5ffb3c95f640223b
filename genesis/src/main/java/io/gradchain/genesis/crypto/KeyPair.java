package io.gradchain.genesis.crypto;

import java.security.SecureRandom;

/** A secret seed and its public key; printing it never shows the seed. */
public final class KeyPair {
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PublicKey publicKey;

    private KeyPair(byte[] seed, PublicKey publicKey) {
        this.seed = seed;
        this.publicKey = publicKey;
    }

    public static KeyPair fromSeed(SignatureScheme scheme, byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a key seed has 32 bytes, got " + seed.length);
        }
        return new KeyPair(seed.clone(), scheme.publicKey(seed));
    }

    /** A fresh key from the operating system's randomness: the only such place in the protocol modules. */
    public static KeyPair generate(SignatureScheme scheme) {
        byte[] seed = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return fromSeed(scheme, seed);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** The secret itself: for signing schemes and key files only. */
    public byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "KeyPair[" + publicKey.hex() + "]";
    }
}
