package io.gradchain.storage.rocks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * Loads RocksDB's native library, which is unpacked from its jar. The file goes as soon as it is mapped: a process that is
 * killed deletes nothing, and each would leave 17 MB.
 */
final class RocksLibrary {
    private static boolean loaded;

    private RocksLibrary() {}

    static synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("gradchain-rocksdb-");
            folder.toFile().deleteOnExit();
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
            RocksDB.loadLibrary(); // finds it loaded
            remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        loaded = true;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // Where a mapped file stays, it goes at the end of the process, and its folder after it.
                var _ = file.toFile().delete();
            }
        }
        var _ = folder.toFile().delete();
    }
}
