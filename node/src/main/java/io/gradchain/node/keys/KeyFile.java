package io.gradchain.node.keys;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.fault.NodeError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A plain secret seed in a file that only its owner may read: {@code gradchain-key-1} and 64 hexadecimal digits. Good for
 * what a node must find after a restart at night, its name in the network, and for validators of test chains.
 */
public final class KeyFile {
    private static final String PREFIX = "gradchain-key-1 ";

    private KeyFile() {}

    /** The key in {@code file}, or a fresh one that is written there first. */
    public static Attempt<KeyPair> readOrCreate(Path file, SignatureScheme scheme) {
        if (Files.exists(file)) {
            return read(file, scheme);
        }
        KeyPair fresh = KeyPair.generate(scheme);
        return write(file, fresh).then(path -> new Attempt.Done<>(fresh));
    }

    /** The key in {@code file}, empty where there is no such file. */
    public static Attempt<Optional<KeyPair>> find(Path file, SignatureScheme scheme) {
        if (!Files.exists(file)) {
            return new Attempt.Done<>(Optional.empty());
        }
        return read(file, scheme).then(key -> new Attempt.Done<>(Optional.of(key)));
    }

    public static Attempt<KeyPair> read(Path file, SignatureScheme scheme) {
        return SecretFile.read(file).then(bytes -> {
            String text = new String(bytes, StandardCharsets.US_ASCII).strip();
            if (!text.matches(PREFIX + "[0-9a-f]{64}")) {
                return refused(file, "it is not a key file of version 1");
            }
            byte[] seed = HexFormat.of().parseHex(text.substring(PREFIX.length()));
            return new Attempt.Done<>(KeyPair.fromSeed(scheme, seed));
        });
    }

    /** Writes a new file; refuses where there is one. */
    public static Attempt<Path> write(Path file, KeyPair key) {
        byte[] text = (PREFIX + HexFormat.of().formatHex(key.seed()) + "\n").getBytes(StandardCharsets.US_ASCII);
        return SecretFile.create(file, text);
    }

    private static <T> Attempt<T> refused(Path file, String cause) {
        return Attempt.refused(NodeError.KEY_FILE, file.toString(), cause);
    }
}
