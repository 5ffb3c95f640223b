package io.gradchain.genesis.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.KeyStretching;
import io.gradchain.genesis.crypto.SignatureScheme;
import java.util.Arrays;

/** A node of SLIP-0010's tree for Ed25519 (G-15): a secret and the chain code its children need. Printing it shows neither. */
public final class ExtendedKey implements AutoCloseable {
    private static final int HARDENED = 0x80000000;

    private final byte[] secret;
    private final byte[] chainCode;

    private ExtendedKey(byte[] both) {
        secret = Arrays.copyOf(both, KeyPair.SEED_BYTES);
        chainCode = Arrays.copyOfRange(both, KeyPair.SEED_BYTES, both.length);
        Arrays.fill(both, (byte) 0);
    }

    /** The root of a seed of 16 to 64 bytes. */
    public static ExtendedKey master(byte[] seed) {
        if (seed.length < 16 || seed.length > 64) {
            throw new IllegalArgumentException("a seed has 16 to 64 bytes, not " + seed.length);
        }
        return new ExtendedKey(KeyStretching.hmacSha512("ed25519 seed".getBytes(US_ASCII), seed));
    }

    /** The key at {@code path} below the root of {@code seed}; what lies between is wiped. */
    public static KeyPair derive(SignatureScheme scheme, byte[] seed, KeyPath path) {
        ExtendedKey at = master(seed);
        for (int step : path.steps()) {
            ExtendedKey parent = at;
            at = parent.child(step);
            parent.close();
        }
        try (ExtendedKey leaf = at) {
            return KeyPair.fromSeed(scheme, leaf.secret);
        }
    }

    /** The hardened child; there is no other kind for this curve. {@code index} is 0 to 2³¹ − 1, without the bit. */
    public ExtendedKey child(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("an index without the bit that hardens, not " + index);
        }
        int hardened = index | HARDENED;
        byte[] number = {(byte) (hardened >>> 24), (byte) (hardened >>> 16), (byte) (hardened >>> 8), (byte) hardened};
        return new ExtendedKey(KeyStretching.hmacSha512(chainCode, new byte[1], secret, number));
    }

    public KeyPair keyPair(SignatureScheme scheme) {
        return KeyPair.fromSeed(scheme, secret);
    }

    byte[] chainCode() {
        return chainCode.clone();
    }

    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(chainCode, (byte) 0);
    }

    @Override
    public String toString() {
        return "ExtendedKey[hidden]";
    }
}
