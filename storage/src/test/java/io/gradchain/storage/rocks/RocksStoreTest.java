package io.gradchain.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.KeyValueStoreContract;
import io.gradchain.storage.kv.StoreFigures;
import io.gradchain.storage.kv.WriteBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

final class RocksStoreTest extends KeyValueStoreContract {
    @Override
    protected KeyValueStore create(Path directory) {
        return RocksStore.open(directory).orElseThrow();
    }

    @Test
    void aReopenedStoreHasEverythingSyncedOrNot(@TempDir Path kept) {
        try (KeyValueStore first = create(kept)) {
            first.write(new WriteBatch().put(Column.STATE, bytes("a"), bytes("1")), true);
            first.write(new WriteBatch().put(Column.BLOCKS, bytes("b"), bytes("2")), false);
        }
        try (KeyValueStore again = create(kept)) {
            assertThat(again.get(Column.STATE, bytes("a"))).contains(bytes("1"));
            assertThat(again.get(Column.BLOCKS, bytes("b"))).contains(bytes("2"));
        }
    }

    @Test
    void figuresFollowWhatIsWrittenFlushedAndReopened(@TempDir Path kept) {
        byte[] value = new byte[1 << 20];
        long before;
        try (KeyValueStore store = create(kept)) {
            before = store.figures().orElseThrow().memtableBytes();
            store.write(new WriteBatch().put(Column.STATE, bytes("a"), value), false);
            StoreFigures figures = store.figures().orElseThrow();
            assertThat(figures.memtableBytes()).isGreaterThanOrEqualTo(before + value.length);
            assertThat(figures.levelZeroFiles()).isZero();
            assertThat(figures.stalls()).isZero();
            assertThat(figures.writesStopped()).isFalse();
        }
        try (KeyValueStore again = create(kept)) {
            StoreFigures figures = again.figures().orElseThrow();
            assertThat(figures.fileBytes()).isPositive();
            assertThat(figures.liveBytes()).isBetween(1L, figures.fileBytes());
            assertThat(figures.levelZeroFiles()).isPositive();
            assertThat(figures.memtableBytes()).isLessThan(before + value.length);
        }
    }

    @Test
    void aStoreInUseIsRefused(@TempDir Path kept) {
        KeyValueStore first = create(kept);
        assertRefused(RocksStore.open(kept), StorageError.DIRECTORY_LOCKED, kept);
        first.close();
        create(kept).close();
    }

    @Test
    void columnsOfALaterVersionAreRefused(@TempDir Path kept) throws Exception {
        create(kept).close();
        try (Options options = new Options()) {
            var families = RocksDB.listColumnFamilies(options, kept.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
            try (RocksDB db = RocksDB.open(kept.toString(), families, new java.util.ArrayList<>())) {
                db.createColumnFamily(new ColumnFamilyDescriptor(bytes("novelty")))
                        .close();
            }
        }
        assertRefused(RocksStore.open(kept), StorageError.UNKNOWN_FORMAT, kept);
    }

    @Test
    void aDamagedDatabaseIsRefused(@TempDir Path kept) throws Exception {
        create(kept).close();
        Files.writeString(kept.resolve("CURRENT"), "MANIFEST-999999\n");
        assertRefused(RocksStore.open(kept), StorageError.DATABASE_UNREADABLE, kept);
    }

    @Test
    void aPathThatIsAFileIsRefused(@TempDir Path kept) throws Exception {
        Path file = Files.writeString(kept.resolve("file"), "not a directory");
        assertRefused(RocksStore.open(file), StorageError.DIRECTORY_UNUSABLE, file);
    }

    private static void assertRefused(Attempt<KeyValueStore> attempt, StorageError code, Path place) {
        assertThat(attempt).isInstanceOfSatisfying(Attempt.Refused.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(code);
            assertThat(refused.refusal().place()).isEqualTo(place.toString());
        });
    }
}
