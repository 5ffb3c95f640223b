package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
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

    /** SplitMix64's finalizer over the words of seed and message, stretched to the length of a signature. */
    private static Signature keyed(byte[] seed, byte[] message) {
        long state = absorb(absorb(0, seed), message);
        ByteBuffer bytes = ByteBuffer.allocate(Signature.BYTES);
        while (bytes.hasRemaining()) {
            state = mix(state);
            bytes.putLong(state);
        }
        return Signature.of(bytes.array());
    }

    private static long absorb(long state, byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes);
        long mixed = state;
        while (words.remaining() >= Long.BYTES) {
            mixed = mix(mixed ^ words.getLong());
        }
        while (words.hasRemaining()) {
            mixed = mix(mixed ^ words.get());
        }
        return mixed;
    }

    private static long mix(long state) {
        long z = state + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
