package io.gradchain.node.database;

import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.ColumnSize;
import io.gradchain.storage.kv.KeyValueStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How large a node's data are.
 *
 * @param columns entries and bytes, the database's estimate or exact
 * @param firstBlock the lowest final block that is here
 * @param finalHeight height of the newest final block
 * @param stateFloor the lowest final block whose state is whole
 * @param diskBytes all files of the database, its write-ahead log included
 * @param voteLogBytes the vote log
 */
public record DatabaseStats(
        Map<Column, ColumnSize> columns,
        boolean exact,
        long firstBlock,
        long finalHeight,
        long stateFloor,
        long diskBytes,
        long voteLogBytes) {

    /** @param exact reads everything instead of asking for estimates; bytes are then those of keys and values */
    public static DatabaseStats of(KeyValueStore store, Path directory, boolean exact) {
        Map<Column, ColumnSize> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            columns.put(column, exact ? count(store, column) : store.size(column));
        }
        BlockStore blocks = new BlockStore(store);
        AtomicLong first = new AtomicLong();
        store.scan(Column.CANONICAL, new byte[0], (key, value) -> {
            first.set(java.nio.ByteBuffer.wrap(key).getLong());
            return false;
        });
        return new DatabaseStats(
                columns,
                exact,
                first.get(),
                blocks.finalTip()
                        .flatMap(blocks::header)
                        .map(BlockHeader::height)
                        .orElse(0L),
                StateWindow.archive(store).floor(),
                sizeOf(directory.resolve("db")),
                sizeOf(directory.resolve("votes.log")));
    }

    /** Final blocks that are here. */
    public long blocks() {
        return finalHeight - firstBlock + 1;
    }

    /** Bytes on disk for each 1,000 final blocks. */
    public long diskBytesPerThousandBlocks() {
        return diskBytes * 1_000 / blocks();
    }

    private static ColumnSize count(KeyValueStore store, Column column) {
        long[] sums = new long[2];
        store.scan(column, new byte[0], (key, value) -> {
            sums[0]++;
            sums[1] += key.length + value.length;
            return true;
        });
        return new ColumnSize(sums[0], sums[1]);
    }

    private static long sizeOf(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.mapToLong(DatabaseStats::bytes).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database removes files while it runs: one that went meanwhile has no size. */
    private static long bytes(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
