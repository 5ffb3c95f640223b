package io.gradchain.genesis.crypto;

/** Ed25519 of RFC 8032 by Bouncy Castle: one verifier everywhere, because implementations differ on malformed keys. */
public final class Ed25519 implements SignatureScheme {

    @Override
    public PublicKey publicKey(byte[] seed) {
        byte[] key = new byte[PublicKey.BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, key, 0);
        return PublicKey.of(key);
    }

    @Override
    public Signature sign(KeyPair key, byte[] message) {
        byte[] signature = new byte[Signature.BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
                key.seed(), 0, key.publicKey().bytes(), 0, message, 0, message.length, signature, 0);
        return Signature.of(signature);
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
                signature.bytes(), 0, key.bytes(), 0, message, 0, message.length);
    }
}
