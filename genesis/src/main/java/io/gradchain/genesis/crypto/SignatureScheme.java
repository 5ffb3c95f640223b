package io.gradchain.genesis.crypto;

/** How messages are signed: {@link Ed25519} on every real chain, a cheap keyed hash in large simulations. */
public interface SignatureScheme {
    /** Derives the public key of a 32-byte seed. */
    PublicKey publicKey(byte[] seed);

    Signature sign(KeyPair key, byte[] message);

    boolean verify(PublicKey key, byte[] message, Signature signature);
}
