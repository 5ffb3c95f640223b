package io.gradchain.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.storage.fault.StorageError;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.rocks.RocksStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    private static final Hash CHAIN = Hashing.hash(Domain.CHAIN_SPEC, new byte[] {1});
    private static final Hash OTHER = Hashing.hash(Domain.CHAIN_SPEC, new byte[] {2});

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    @TempDir
    Path directory;

    @Test
    void keepsWhatWasWritten() {
        try (DataDirectory first = DataDirectory.open(directory, CHAIN).orElseThrow()) {
            first.store().write(new WriteBatch().put(Column.CONTENT, new byte[] {1}, new byte[] {2}), false);
            first.votes().log().append(List.of(new byte[] {3}));
        }
        try (DataDirectory again = DataDirectory.open(directory, CHAIN).orElseThrow()) {
            assertThat(again.store().get(Column.CONTENT, new byte[] {1})).contains(new byte[] {2});
            assertThat(again.votes().records()).containsExactly(new byte[] {3});
        }
    }

    @Test
    void aDirectoryInUseByThisProcessIsRefusedByName() {
        DataDirectory first = DataDirectory.open(directory, CHAIN).orElseThrow();
        Refusal refusal = refusal(DataDirectory.open(directory, CHAIN));
        assertThat(refusal.code()).isEqualTo(StorageError.DIRECTORY_LOCKED);
        assertThat(refusal.message()).startsWith("S-101 data directory in use: " + directory);
        first.close();
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
    }

    @Test
    void aKilledProcessLosesTheLockButNothingItWrote() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process holder = new ProcessBuilder(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("written");
            Refusal refusal = refusal(DataDirectory.open(directory, CHAIN));
            assertThat(refusal.code()).isEqualTo(StorageError.DIRECTORY_LOCKED);
            assertThat(refusal.cause()).contains("another process");
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        try (DataDirectory again = DataDirectory.open(directory, CHAIN).orElseThrow()) {
            for (byte i = 0; i < 100; i++) {
                assertThat(again.store().get(Column.CONTENT, new byte[] {i})).contains(new byte[] {i});
            }
            assertThat(again.votes().records()).hasSize(100);
        }
    }

    /** Writes without ever syncing, then waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            DataDirectory held =
                    DataDirectory.open(Path.of(arguments[0]), CHAIN).orElseThrow();
            for (byte i = 0; i < 100; i++) {
                held.store().write(new WriteBatch().put(Column.CONTENT, new byte[] {i}, new byte[] {i}), false);
                held.votes().log().append(List.of(new byte[] {i}));
            }
            System.out.println("written");
            System.in.read();
        }
    }

    @Test
    void dataOfAnotherChainIsRefusedAndReleased() {
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
        Refusal refusal = refusal(DataDirectory.open(directory, OTHER));
        assertThat(refusal.code()).isEqualTo(StorageError.WRONG_CHAIN);
        assertThat(refusal.cause()).contains(CHAIN.shortHex(), OTHER.shortHex());
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
    }

    @Test
    void anUnknownFormatVersionIsRefused() {
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
        try (KeyValueStore store = RocksStore.open(directory.resolve("db")).orElseThrow()) {
            byte[] later = {0, 0, 0, 2};
            store.write(new WriteBatch().put(Column.METADATA, Column.Meta.FORMAT.key(), later), true);
        }
        Refusal refusal = refusal(DataDirectory.open(directory, CHAIN));
        assertThat(refusal.code()).isEqualTo(StorageError.UNKNOWN_FORMAT);
        assertThat(refusal.cause()).contains("version 2");
    }

    @Test
    void aDamagedVoteLogIsRefusedAndTheRestReleased() throws IOException {
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
        Files.write(directory.resolve("votes.log"), new byte[10]);
        assertThat(refusal(DataDirectory.open(directory, CHAIN)).code()).isEqualTo(StorageError.NOT_A_LOG);
        Files.delete(directory.resolve("votes.log"));
        DataDirectory.open(directory, CHAIN).orElseThrow().close();
    }

    @Test
    void aPathThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(refusal(DataDirectory.open(file, CHAIN)).code()).isEqualTo(StorageError.DIRECTORY_UNUSABLE);
    }

    /** F19. Root may write everywhere: it is tried without its capabilities. */
    @Test
    void aDirectoryThatMayOnlyBeReadIsRefusedNewAndOld() throws Exception {
        DataDirectory.open(directory.resolve("old"), CHAIN).orElseThrow().close();
        Files.createDirectory(directory.resolve("new"));
        for (String name : List.of("old", "new")) {
            Path sealed = directory.resolve(name);
            seal(sealed, "r-xr-xr-x", "r--r--r--");
            try {
                List<String> command = new ArrayList<>();
                if (Files.isWritable(sealed)) {
                    assumeTrue(Files.isExecutable(SETPRIV), "root without setpriv cannot be kept from writing");
                    command.addAll(List.of(SETPRIV.toString(), "--bounding-set=-all"));
                }
                command.addAll(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Opener.class.getName(),
                        sealed.toString()));
                Process opener = new ProcessBuilder(command).start();
                assertThat(opener.inputReader().readLine())
                        .as(name)
                        .startsWith("S-105 ")
                        .contains(sealed.toString());
                assertThat(opener.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                seal(sealed, "rwxr-xr-x", "rw-r--r--");
            }
        }
        DataDirectory.open(directory.resolve("old"), CHAIN).orElseThrow().close();
    }

    private static void seal(Path root, String folders, String files) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? folders : files));
            }
        }
    }

    /** Says how it went to open a directory. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) {
            switch (DataDirectory.open(Path.of(arguments[0]), CHAIN)) {
                case Attempt.Done<DataDirectory>(DataDirectory open) -> {
                    open.close();
                    System.out.println("opened");
                }
                case Attempt.Refused<DataDirectory>(Refusal refusal) -> System.out.println(refusal.message());
            }
        }
    }

    @Test
    void errorsHaveUniqueNumbersWithoutGapsAndHints() {
        TreeSet<String> ids = new TreeSet<>();
        for (StorageError error : StorageError.values()) {
            assertThat(error.hint()).isNotBlank();
            ids.add(error.id());
        }
        assertThat(ids).hasSize(StorageError.values().length);
        assertThat(ids.last()).isEqualTo("S-" + (100 + ids.size()));
    }

    private static Refusal refusal(Attempt<DataDirectory> attempt) {
        return switch (attempt) {
            case Attempt.Refused<DataDirectory>(Refusal refusal) -> refusal;
            case Attempt.Done<DataDirectory>(DataDirectory opened) -> {
                opened.close();
                throw new AssertionError("opened");
            }
        };
    }
}
