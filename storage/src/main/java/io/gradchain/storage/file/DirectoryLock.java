package io.gradchain.storage.file;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to be the only node on a data directory; ends with {@link #close} or with the process. */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates {@code directory} if need be; refuses while any node, in this process or another, holds it. */
    public static Attempt<DirectoryLock> take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new Attempt.Done<>(new DirectoryLock(channel));
                }
                channel.close();
                return Attempt.refused(
                        StorageError.DIRECTORY_LOCKED, directory.toString(), "another process holds its lock");
            } catch (OverlappingFileLockException e) {
                channel.close();
                return Attempt.refused(
                        StorageError.DIRECTORY_LOCKED,
                        directory.toString(),
                        "another node of this process holds its lock");
            }
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, directory.toString(), e.toString());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
