package io.gradchain.node.network.noise;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction's key and message counter (Noise section 5.1): ChaCha20-Poly1305 of RFC 8439 under a nonce that counts up.
 *
 * <p>The JDK's cipher, not Bouncy Castle's: it is compiled to vector instructions, and a block is encrypted once for
 * every peer. Unlike signatures it has no room for two readings: a tag fits or it does not.
 */
public final class CipherState {
    /** What encryption adds to a message. */
    public static final int TAG_BYTES = 16;

    private static final byte[] NO_DATA = {};

    private final SecretKeySpec key;
    private final Cipher cipher;
    private long nonce;

    CipherState(byte[] key) {
        this.key = new SecretKeySpec(key, "ChaCha20");
        try {
            cipher = Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the Java platform lacks ChaCha20-Poly1305", e);
        }
    }

    public byte[] encrypt(byte[] plain) {
        return encrypt(NO_DATA, plain);
    }

    /** Empty when the bytes do not authenticate; the counter then stays, but the connection cannot be trusted further. */
    public Optional<byte[]> decrypt(byte[] sealed) {
        return decrypt(NO_DATA, sealed);
    }

    byte[] encrypt(byte[] associated, byte[] plain) {
        try {
            return run(Cipher.ENCRYPT_MODE, associated, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption under a fresh nonce cannot fail", e);
        }
    }

    Optional<byte[]> decrypt(byte[] associated, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(run(Cipher.DECRYPT_MODE, associated, sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("decryption fails by its tag only", e);
        }
    }

    private byte[] run(int mode, byte[] associated, byte[] in) throws GeneralSecurityException {
        if (nonce == -1) {
            throw new IllegalStateException("2^64 - 1 messages under one key");
        }
        cipher.init(mode, key, new IvParameterSpec(nonceBytes()));
        cipher.updateAAD(associated);
        byte[] out = cipher.doFinal(in);
        nonce++;
        return out;
    }

    /** Four zero bytes, then the counter little-endian (Noise section 12). */
    private byte[] nonceBytes() {
        byte[] bytes = new byte[12];
        for (int i = 0; i < 8; i++) {
            bytes[4 + i] = (byte) (nonce >>> (8 * i));
        }
        return bytes;
    }
}
