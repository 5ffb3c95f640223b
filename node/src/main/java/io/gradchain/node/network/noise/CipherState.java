package io.gradchain.node.network.noise;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** One direction's key and message counter (Noise section 5.1): ChaCha20-Poly1305 of RFC 8439 under a nonce that counts up. */
public final class CipherState {
    /** What encryption adds to a message. */
    public static final int TAG_BYTES = 16;

    private static final byte[] NO_DATA = {};

    private final KeyParameter key;
    private long nonce;

    CipherState(byte[] key) {
        this.key = new KeyParameter(key);
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
            byte[] out = run(true, associated, plain);
            nonce++;
            return out;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("encryption checks no tag", e);
        }
    }

    Optional<byte[]> decrypt(byte[] associated, byte[] sealed) {
        if (sealed.length < TAG_BYTES) {
            return Optional.empty();
        }
        try {
            byte[] out = run(false, associated, sealed);
            nonce++;
            return Optional.of(out);
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    private byte[] run(boolean encrypt, byte[] associated, byte[] in) throws InvalidCipherTextException {
        if (nonce == -1) {
            throw new IllegalStateException("2^64 - 1 messages under one key");
        }
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(encrypt, new AEADParameters(key, 8 * TAG_BYTES, nonceBytes(), associated));
        byte[] out = new byte[cipher.getOutputSize(in.length)];
        int length = cipher.processBytes(in, 0, in.length, out, 0);
        cipher.doFinal(out, length);
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
