package io.gradchain.node.network.noise;

import io.gradchain.genesis.crypto.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The chaining key and the transcript hash of a running handshake (Noise section 5.2). */
final class SymmetricState {
    private static final int HASH_BYTES = 32;

    private byte[] chainingKey;
    private byte[] transcript;
    private Optional<CipherState> cipher = Optional.empty();

    /** A name of at most 32 bytes is padded with zeros, not hashed. */
    SymmetricState(String protocolName) {
        byte[] name = protocolName.getBytes(StandardCharsets.US_ASCII);
        if (name.length > HASH_BYTES) {
            throw new IllegalArgumentException("a longer protocol name would have to be hashed");
        }
        transcript = Arrays.copyOf(name, HASH_BYTES);
        chainingKey = transcript.clone();
    }

    void mixHash(byte[] data) {
        MessageDigest digest = Hashing.sha256();
        digest.update(transcript);
        transcript = digest.digest(data);
    }

    void mixKey(byte[] input) {
        byte[][] keys = hkdf(input);
        chainingKey = keys[0];
        cipher = Optional.of(new CipherState(keys[1]));
    }

    byte[] encryptAndHash(byte[] plain) {
        byte[] out = cipher.map(keyed -> keyed.encrypt(transcript, plain)).orElse(plain);
        mixHash(out);
        return out;
    }

    Optional<byte[]> decryptAndHash(byte[] sealed) {
        Optional<byte[]> plain =
                cipher.map(keyed -> keyed.decrypt(transcript, sealed)).orElse(Optional.of(sealed));
        mixHash(sealed);
        return plain;
    }

    /** Bytes encryption adds now: none before the first key. */
    int overhead() {
        return cipher.isPresent() ? CipherState.TAG_BYTES : 0;
    }

    byte[] transcript() {
        return transcript.clone();
    }

    /** The keys of the two directions: first the initiator's, then the responder's. */
    CipherState[] split() {
        byte[][] keys = hkdf(new byte[0]);
        return new CipherState[] {new CipherState(keys[0]), new CipherState(keys[1])};
    }

    /** HKDF of RFC 5869 with the chaining key as salt, no info and two outputs. */
    private byte[][] hkdf(byte[] input) {
        byte[] temporary = hmac(chainingKey, input);
        byte[] first = hmac(temporary, new byte[] {1});
        byte[] rest = Arrays.copyOf(first, HASH_BYTES + 1);
        rest[HASH_BYTES] = 2;
        return new byte[][] {first, hmac(temporary, rest)};
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        HMac mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        byte[] out = new byte[HASH_BYTES];
        mac.doFinal(out, 0);
        return out;
    }
}
