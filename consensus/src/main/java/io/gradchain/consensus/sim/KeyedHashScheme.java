package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A keyed hash in place of a signature, for large simulations only: the scheme itself remembers every seed and so can
 * verify; an adversary, who sees public keys and messages alone, can no more forge it than Ed25519.
 */
public final class KeyedHashScheme implements SignatureScheme {
    private final Map<PublicKey, byte[]> seeds = new TreeMap<>();

    @Override
    public PublicKey publicKey(byte[] seed) {
        MessageDigest digest = Hashing.sha256();
        digest.update((byte) 'k');
        PublicKey key = PublicKey.of(digest.digest(seed));
        seeds.putIfAbsent(key, seed.clone());
        return key;
    }

    @Override
    public Signature sign(KeyPair key, byte[] message) {
        return keyed(key.seed(), message);
    }

    @Override
    public boolean verify(PublicKey key, byte[] message, Signature signature) {
        byte[] seed = seeds.get(key);
        return seed != null && keyed(seed, message).equals(signature);
    }

    private static Signature keyed(byte[] seed, byte[] message) {
        MessageDigest digest = Hashing.sha256();
        digest.update(seed);
        return Signature.of(Arrays.copyOf(digest.digest(message), Signature.BYTES));
    }
}
