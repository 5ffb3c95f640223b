package io.gradchain.node.keys;

import io.gradchain.genesis.crypto.AesCtr;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.ErrorCode;
import io.gradchain.genesis.fault.GenesisError;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A key in a file behind a password: {@link KeystoreJson} with mode 0600. */
public final class KeystoreFile {
    private KeystoreFile() {}

    /** What the file says without its password. */
    public static Attempt<Keystore> read(Path file) {
        return at(file, SecretFile.read(file).then(KeystoreJson::read));
    }

    /**
     * The key in {@code keystore}; takes 256 MiB and about a second. Refuses with G-112 another password, and with G-111 a
     * secret that is not the key the file names: the checksum covers neither the counter nor the public key.
     */
    public static Attempt<KeyPair> unlock(Keystore keystore, Password password, SignatureScheme scheme) {
        return keystore.unlock(password).then(secret -> {
            try {
                if (secret.length != KeyPair.SEED_BYTES) {
                    return Attempt.refused(GenesisError.BAD_KEYSTORE, "", "its secret has not 32 bytes");
                }
                KeyPair key = KeyPair.fromSeed(scheme, secret);
                String named = keystore.publicKey().toLowerCase(Locale.ROOT);
                return named.equals(key.publicKey().hex())
                        ? new Attempt.Done<>(key)
                        : Attempt.refused(GenesisError.BAD_KEYSTORE, "", "its secret is not that of its public key");
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        });
    }

    /** As {@link #unlock}, of a file. */
    public static Attempt<KeyPair> open(Path file, PasswordSource passwords, SignatureScheme scheme) {
        return read(file)
                .then(keystore -> passwords.password(file.toString()).then(password -> {
                    try (password) {
                        return at(file, unlock(keystore, password, scheme));
                    }
                }));
    }

    /** Locks a key with what EIP-2335 prescribes for scrypt. */
    public static Keystore lock(KeyPair key, Password password, String path) {
        return lock(key, password, path, Kdf.Scrypt.usual(Entropy.bytes(Keystore.SALT_BYTES)));
    }

    static Keystore lock(KeyPair key, Password password, String path, Kdf kdf) {
        byte[] seed = key.seed();
        try {
            return Keystore.lock(
                    seed,
                    password,
                    kdf,
                    Entropy.bytes(AesCtr.IV_BYTES),
                    key.publicKey().hex(),
                    path,
                    Entropy.uuid());
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Writes a new file; refuses where there is one. */
    public static Attempt<Path> write(Path file, Keystore keystore) {
        return SecretFile.create(file, KeystoreJson.write(keystore));
    }

    /** Says which file a refusal without a place is about. */
    private static <T> Attempt<T> at(Path file, Attempt<T> attempt) {
        return switch (attempt) {
            case Attempt.Done<T> done -> done;
            case Attempt.Refused<T>(Refusal(ErrorCode code, String place, String cause)) ->
                Attempt.refused(code, place.isEmpty() ? file.toString() : place, cause);
        };
    }
}
