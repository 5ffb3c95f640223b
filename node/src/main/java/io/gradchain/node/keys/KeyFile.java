package io.gradchain.node.keys;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.fault.NodeError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** A secret seed in a file that only its owner may read: {@code gradchain-key-1} and 64 hexadecimal digits. */
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
        try {
            if (isPosix(file)) {
                Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
                if (open.stream()
                        .anyMatch(p -> p.name().startsWith("GROUP") || p.name().startsWith("OTHERS"))) {
                    return refused(file, "others may read it: it must have mode 600");
                }
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!text.matches(PREFIX + "[0-9a-f]{64}")) {
                return refused(file, "it is not a key file of version 1");
            }
            byte[] seed = HexFormat.of().parseHex(text.substring(PREFIX.length()));
            return new Attempt.Done<>(KeyPair.fromSeed(scheme, seed));
        } catch (IOException e) {
            return refused(file, e.toString());
        }
    }

    /** Writes a new file; refuses where there is one. */
    public static Attempt<Path> write(Path file, KeyPair key) {
        byte[] text = (PREFIX + HexFormat.of().formatHex(key.seed()) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            // The mode belongs to the creation: a file that is closed to others a moment later was open for that
            // moment.
            FileAttribute<?>[] owner = isPosix(directory)
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
            Files.createFile(file, owner);
            Files.write(file, text, StandardOpenOption.WRITE);
            return new Attempt.Done<>(file);
        } catch (FileAlreadyExistsException e) {
            return refused(file, "there is a key already, which is never overwritten");
        } catch (IOException e) {
            return refused(file, e.toString());
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static <T> Attempt<T> refused(Path file, String cause) {
        return Attempt.refused(NodeError.KEY_FILE, file.toString(), cause);
    }
}
