package io.gradchain.genesis.keys;

import io.gradchain.genesis.crypto.AesCtr;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;

/**
 * A secret behind a password (EIP-2335 version 4, G-16). Whoever has it without the password has to guess.
 *
 * <pre>
 *  key       kdf(password)
 *  cipher    AES-128-CTR(key[0..16], iv, secret)
 *  checksum  SHA-256(key[16..32] | cipher)
 * </pre>
 *
 * @param checksum 32 bytes
 * @param iv 16 bytes
 * @param cipher the secret, hidden
 * @param publicKey hexadecimal; empty where the file does not tell
 * @param path where the key grew, or empty
 */
public record Keystore(
        Kdf kdf,
        byte[] checksum,
        byte[] iv,
        byte[] cipher,
        String description,
        String publicKey,
        String path,
        UUID uuid) {
    public static final int VERSION = 4;
    public static final int SALT_BYTES = 32;
    public static final int MAX_SECRET_BYTES = 64;
    public static final int MAX_TEXT = 256;

    public Keystore {
        if (checksum.length != Hash.BYTES || iv.length != AesCtr.IV_BYTES) {
            throw new IllegalArgumentException("a checksum has 32 bytes and a counter 16");
        }
        if (cipher.length == 0 || cipher.length > MAX_SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has 1 to 64 bytes");
        }
        if (description.length() > MAX_TEXT || publicKey.length() > MAX_TEXT || path.length() > MAX_TEXT) {
            throw new IllegalArgumentException("description, public key and path have at most 256 characters each");
        }
        checksum = checksum.clone();
        iv = iv.clone();
        cipher = cipher.clone();
    }

    /** Locks {@code secret}; salt, {@code iv} and {@code uuid} are fresh and random. */
    public static Keystore lock(
            byte[] secret, Password password, Kdf kdf, byte[] iv, String publicKey, String path, UUID uuid) {
        byte[] key = kdf.derive(password);
        byte[] cipher = AesCtr.apply(Arrays.copyOf(key, AesCtr.KEY_BYTES), iv, secret);
        byte[] checksum = checksum(key, cipher);
        Arrays.fill(key, (byte) 0);
        return new Keystore(kdf, checksum, iv, cipher, "", publicKey, path, uuid);
    }

    /** The secret; refused where the checksum says that the password, or the file, is another than at the locking. */
    public Attempt<byte[]> unlock(Password password) {
        byte[] key = kdf.derive(password);
        boolean right = MessageDigest.isEqual(checksum, checksum(key, cipher));
        byte[] secret = AesCtr.apply(Arrays.copyOf(key, AesCtr.KEY_BYTES), iv, cipher);
        Arrays.fill(key, (byte) 0);
        if (!right) {
            Arrays.fill(secret, (byte) 0);
            return Attempt.refused(
                    GenesisError.WRONG_PASSWORD,
                    "",
                    "the checksum differs: another password, or salt or cipher altered");
        }
        return new Attempt.Done<>(secret);
    }

    public Keystore describedAs(String words) {
        return new Keystore(kdf, checksum, iv, cipher, words, publicKey, path, uuid);
    }

    private static byte[] checksum(byte[] key, byte[] cipher) {
        MessageDigest digest = Hashing.sha256();
        digest.update(key, AesCtr.KEY_BYTES, AesCtr.KEY_BYTES);
        return digest.digest(cipher);
    }

    @Override
    public String toString() {
        return "Keystore[" + publicKey + ", " + uuid + "]";
    }
}
