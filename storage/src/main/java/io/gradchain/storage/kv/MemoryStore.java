package io.gradchain.storage.kv;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store that forgets everything with the process: for tests and simulations. */
public final class MemoryStore implements KeyValueStore {
    private final Map<Column, SortedMap<byte[], byte[]>> columns = new EnumMap<>(Column.class);
    private boolean closed;

    public MemoryStore() {
        for (Column column : Column.values()) {
            columns.put(column, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    @Override
    public synchronized Optional<byte[]> get(Column column, byte[] key) {
        return Optional.ofNullable(open(column).get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized void write(WriteBatch batch, boolean sync) {
        for (WriteBatch.Step step : batch.steps()) {
            if (step.value() == null) {
                open(step.column()).remove(step.key());
            } else {
                open(step.column()).put(step.key().clone(), step.value().clone());
            }
        }
    }

    /** Nothing to do: memory is as durable as it gets. */
    @Override
    public void syncWal() {}

    /** Visits what was there when the scan began, as the database does: writes by the visitor are not seen. */
    @Override
    public void scan(Column column, byte[] from, Visitor visitor) {
        SortedMap<byte[], byte[]> seen;
        synchronized (this) {
            seen = new TreeMap<>(open(column).tailMap(from));
        }
        for (Map.Entry<byte[], byte[]> entry : seen.entrySet()) {
            if (!visitor.visit(entry.getKey().clone(), entry.getValue().clone())) {
                return;
            }
        }
    }

    @Override
    public synchronized ColumnSize size(Column column) {
        long bytes = 0;
        for (Map.Entry<byte[], byte[]> entry : open(column).entrySet()) {
            bytes += entry.getKey().length + entry.getValue().length;
        }
        return new ColumnSize(open(column).size(), bytes);
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private SortedMap<byte[], byte[]> open(Column column) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return columns.get(column);
    }
}
