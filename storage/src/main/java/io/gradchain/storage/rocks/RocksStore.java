package io.gradchain.storage.rocks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.storage.fault.StorageError;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.ColumnSize;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.StoreFigures;
import io.gradchain.storage.kv.WriteBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.RocksObject;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with one column family for each {@link Column}. Native memory is bounded by {@link #CACHE_BYTES} (blocks,
 * indexes and filters) plus {@link #WRITE_BUFFER_BYTES} (all columns together).
 */
public final class RocksStore implements KeyValueStore {
    public static final long CACHE_BYTES = 16L << 20;
    public static final long WRITE_BUFFER_BYTES = 16L << 20;

    /** A WAL that grows beyond this forces the oldest column to disk, which bounds the time to reopen after a crash. */
    private static final long WAL_BYTES = 64L << 20;

    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final Map<Column, ColumnFamilyHandle> byColumn = new EnumMap<>(Column.class);
    private final List<RocksObject> owned;
    private final WriteOptions lazy = new WriteOptions().setSync(false);
    private final WriteOptions synced = new WriteOptions().setSync(true);

    // A native call on a closed database kills the whole JVM: calls share the lock, closing takes it alone.
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();
    private boolean closed;

    private RocksStore(RocksDB db, List<ColumnFamilyHandle> families, List<RocksObject> owned) {
        this.db = db;
        this.families = families;
        int next = 1;
        for (Column column : Column.values()) {
            byColumn.put(column, families.get(next++));
        }
        this.owned = owned;
    }

    /** Opens or creates the database in {@code directory}; refuses one that has columns this version does not know. */
    public static Attempt<KeyValueStore> open(Path directory) {
        RocksLibrary.load();
        List<RocksObject> owned = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            List<String> unknown = unknownColumns(directory);
            if (!unknown.isEmpty()) {
                return Attempt.refused(
                        StorageError.UNKNOWN_FORMAT, directory.toString(), "it has unknown columns " + unknown);
            }
            return new Attempt.Done<>(openChecked(directory, owned));
        } catch (RocksDBException e) {
            release(owned);
            boolean locked = e.getMessage() != null && e.getMessage().contains("LOCK");
            return Attempt.refused(
                    locked ? StorageError.DIRECTORY_LOCKED : StorageError.DATABASE_UNREADABLE,
                    directory.toString(),
                    "RocksDB says: " + e.getMessage());
        } catch (IOException e) {
            return Attempt.refused(StorageError.DIRECTORY_UNUSABLE, directory.toString(), e.toString());
        }
    }

    private static List<String> unknownColumns(Path directory) throws RocksDBException {
        List<String> unknown = new ArrayList<>();
        try (Options options = new Options()) {
            // An absent database has no column families; RocksDB's own is always there and stays empty.
            for (byte[] name : RocksDB.listColumnFamilies(options, directory.toString())) {
                String id = new String(name, US_ASCII);
                boolean ours = Arrays.stream(Column.values()).anyMatch(c -> c.id().equals(id));
                if (!ours && !Arrays.equals(name, RocksDB.DEFAULT_COLUMN_FAMILY)) {
                    unknown.add(id);
                }
            }
        }
        return unknown;
    }

    private static RocksStore openChecked(Path directory, List<RocksObject> owned) throws RocksDBException {
        LRUCache cache = keep(owned, new LRUCache(CACHE_BYTES));
        BloomFilter filter = keep(owned, new BloomFilter());
        ColumnFamilyOptions family = keep(owned, new ColumnFamilyOptions())
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(filter)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true))
                .setWriteBufferSize(WRITE_BUFFER_BYTES / 2)
                .setArenaBlockSize(256 << 10)
                .setCompressionType(CompressionType.LZ4_COMPRESSION);
        DBOptions options = keep(owned, new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxTotalWalSize(WAL_BYTES)
                .setMaxOpenFiles(256)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family));
        for (Column column : Column.values()) {
            descriptors.add(new ColumnFamilyDescriptor(column.id().getBytes(US_ASCII), family));
        }
        List<ColumnFamilyHandle> families = new ArrayList<>();
        RocksDB db = RocksDB.open(options, directory.toString(), descriptors, families);
        return new RocksStore(db, families, owned);
    }

    @Override
    public Optional<byte[]> get(Column column, byte[] key) {
        return call(() -> Optional.ofNullable(db.get(byColumn.get(column), key)));
    }

    @Override
    public void write(WriteBatch batch, boolean sync) {
        call(() -> {
            try (org.rocksdb.WriteBatch steps = new org.rocksdb.WriteBatch()) {
                for (WriteBatch.Step step : batch.steps()) {
                    if (step.value() == null) {
                        steps.delete(byColumn.get(step.column()), step.key());
                    } else {
                        steps.put(byColumn.get(step.column()), step.key(), step.value());
                    }
                }
                db.write(sync ? synced : lazy, steps);
            }
            return null;
        });
    }

    @Override
    public void syncWal() {
        call(() -> {
            db.flushWal(true);
            return null;
        });
    }

    @Override
    public void scan(Column column, byte[] from, Visitor visitor) {
        call(() -> {
            try (RocksIterator at = db.newIterator(byColumn.get(column))) {
                for (at.seek(from); at.isValid() && visitor.visit(at.key(), at.value()); at.next()) {}
                at.status();
            }
            return null;
        });
    }

    @Override
    public Optional<StoreFigures> figures() {
        return Optional.of(call(() -> RocksFigures.read(db, families)));
    }

    @Override
    public ColumnSize size(Column column) {
        byte[] last = new byte[64];
        Arrays.fill(last, (byte) 0xff);
        return call(() -> {
            ColumnFamilyHandle family = byColumn.get(column);
            try (Slice from = new Slice(new byte[0]);
                    Slice to = new Slice(last)) {
                long inMemory = db.getApproximateMemTableStats(family, new Range(from, to)).size;
                return new ColumnSize(
                        db.getLongProperty(family, "rocksdb.estimate-num-keys"),
                        db.getLongProperty(family, "rocksdb.live-sst-files-size") + inMemory);
            }
        });
    }

    /** Waits for running calls, then closes; closing again does nothing. */
    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            // Column handles must go before their database; options, filter and cache after it.
            families.forEach(RocksObject::close);
            lazy.close();
            synced.close();
            db.closeE();
            release(owned);
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            closing.writeLock().unlock();
        }
    }

    private interface NativeCall<T> {
        T run() throws RocksDBException;
    }

    private <T> T call(NativeCall<T> body) {
        closing.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return body.run();
        } catch (RocksDBException e) {
            throw new UncheckedIOException(new IOException(e));
        } finally {
            closing.readLock().unlock();
        }
    }

    private static <T extends RocksObject> T keep(List<RocksObject> owned, T object) {
        owned.add(object);
        return object;
    }

    private static void release(List<RocksObject> owned) {
        owned.reversed().forEach(RocksObject::close);
        owned.clear();
    }
}
