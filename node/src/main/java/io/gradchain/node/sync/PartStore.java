package io.gradchain.node.sync;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes parts of a state from below upwards, so that nothing in the database ever lacks what it names (SY-7). */
final class PartStore {
    private static final int BATCH_BYTES = 1 << 20;

    private final KeyValueStore database;
    private final SnapshotProgress progress;
    private WriteBatch batch = new WriteBatch();
    private int bytes;

    PartStore(KeyValueStore database, SnapshotProgress progress) {
        this.database = database;
        this.progress = progress;
    }

    /** The part to fetch, where it is not there. */
    Optional<StatePart> want(Hash hash, StatePart.Kind kind, Optional<StatePart> above) {
        StatePart part = new StatePart(hash, kind, above);
        return has(part) ? Optional.empty() : Optional.of(part);
    }

    boolean has(StatePart part) {
        return database.get(column(part), part.hash().bytes()).isPresent();
    }

    private static Column column(StatePart part) {
        return part.kind() == StatePart.Kind.CODE ? Column.CONTENT : Column.STATE;
    }

    /** Takes an accepted value; returns what it names and is not there. */
    List<StatePart> take(StatePart part, byte[] value) {
        List<StatePart> missing = new ArrayList<>();
        for (StatePart.Below below : part.below(value)) {
            want(below.hash(), below.kind(), Optional.of(part)).ifPresent(missing::add);
        }
        progress.came(value.length);
        part.came(value, missing.size());
        if (missing.isEmpty()) {
            write(part);
        }
        return missing;
    }

    /** Another part that was fetched brought this one too. */
    void cameMeanwhile(StatePart part) {
        part.above().filter(StatePart::oneLess).ifPresent(this::write);
    }

    private void write(StatePart whole) {
        Optional<StatePart> at = Optional.of(whole);
        while (at.isPresent()) {
            StatePart part = at.get();
            batch.put(column(part), part.hash().bytes(), part.bytes());
            bytes += part.bytes().length;
            at = part.above().filter(StatePart::oneLess);
        }
        if (bytes >= BATCH_BYTES) {
            flush();
        }
    }

    /** What is whole reaches the database. */
    void flush() {
        database.write(batch, false);
        batch = new WriteBatch();
        bytes = 0;
    }
}
