package io.gradchain.storage.kv;

import java.util.Arrays;
import java.util.Optional;

/**
 * Sorted columns of byte strings with atomic batches. Safe for any number of threads. A broken disk is an
 * {@link java.io.UncheckedIOException}; use after {@link #close} is an {@link IllegalStateException}.
 */
public interface KeyValueStore extends AutoCloseable {
    Optional<byte[]> get(Column column, byte[] key);

    /**
     * Applies all of {@code batch} or nothing, visible to readers at once.
     *
     * @param sync true to return only when the batch, and so everything written before it, survives a power cut
     */
    void write(WriteBatch batch, boolean sync);

    /** Makes every earlier unsynced write durable. */
    void syncWal();

    /** Visits entries in ascending key order from the first key not below {@code from} until the visitor has enough. */
    void scan(Column column, byte[] from, Visitor visitor);

    /** Visits the entries whose key starts with {@code prefix}, in ascending order. */
    default void scanPrefix(Column column, byte[] prefix, Visitor visitor) {
        scan(
                column,
                prefix,
                (key, value) -> key.length >= prefix.length
                        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)
                        && visitor.visit(key, value));
    }

    /** How much a column holds: an estimate where counting would mean reading it. */
    ColumnSize size(Column column);

    @Override
    void close();

    /** Receives entries; answers whether to go on. */
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }
}
