package io.gradchain.node.keys;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.fault.NodeError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** Files with secrets in them: mode 0600 from their first moment, refused where others may read or change them. */
public final class SecretFile {
    /** More than any secret takes; what is longer is refused before it is read. */
    public static final int MAX_BYTES = 16 << 10;

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /** The whole file; refused where it is missing, too long, or anyone but its owner has a right to it. */
    public static Attempt<byte[]> read(Path file) {
        try {
            if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                return Attempt.refused(
                        NodeError.OPEN_TO_OTHERS,
                        file.toString(),
                        "its mode is " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                return bytes.length > MAX_BYTES
                        ? unusable(file, "it is longer than 16 KiB")
                        : new Attempt.Done<>(bytes);
            }
        } catch (NoSuchFileException e) {
            return unusable(file, "there is no such file");
        } catch (IOException e) {
            return unusable(file, e.toString());
        }
    }

    /**
     * Writes a new file; refuses where there is one. A reader sees all of it or none, and so does who looks after a crash:
     * the bytes are on disk under another name before they get this one.
     */
    public static Attempt<Path> create(Path file, byte[] bytes) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory, mode(directory, "rwx------"));
            Path hidden = directory.resolve(
                    "." + file.getFileName() + "." + HexFormat.of().formatHex(Entropy.bytes(4)));
            try {
                Files.createFile(hidden, mode(directory, "rw-------"));
                try (FileChannel channel = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) {
                        channel.write(rest);
                    }
                    channel.force(true);
                }
                Files.createLink(file, hidden); // unlike a move, this never replaces a file
            } finally {
                Files.deleteIfExists(hidden);
            }
            return new Attempt.Done<>(file);
        } catch (FileAlreadyExistsException e) {
            return unusable(file, "there is a file already, which is never overwritten");
        } catch (UnsupportedOperationException e) {
            return unusable(file, "this file system has no hard links: choose a folder on another one");
        } catch (IOException e) {
            return unusable(file, e.toString());
        }
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static <T> Attempt<T> unusable(Path file, String cause) {
        return Attempt.refused(NodeError.SECRET_FILE, file.toString(), cause);
    }
}
