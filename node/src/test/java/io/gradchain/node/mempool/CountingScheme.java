package io.gradchain.node.mempool;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.node.TestChain;
import java.util.concurrent.atomic.AtomicInteger;

/** Ed25519 that counts how often it verified. */
record CountingScheme(AtomicInteger verifications) implements SignatureScheme {
    @Override
    public PublicKey publicKey(byte[] seed) {
        return TestChain.SCHEME.publicKey(seed);
    }

    @Override
    public Signature sign(KeyPair key, byte[] message) {
        return TestChain.SCHEME.sign(key, message);
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        verifications.incrementAndGet();
        return TestChain.SCHEME.verify(key, message, signature);
    }
}
