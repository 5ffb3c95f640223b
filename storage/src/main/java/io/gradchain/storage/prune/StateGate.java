package io.gradchain.storage.prune;

import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.List;
import java.util.Optional;

/**
 * The one door through which the nodes of new states reach the store. While a cycle runs it remembers what passed, so
 * that nothing written meanwhile is swept away, nodes that come back from the dead least of all: a new state consists of
 * nodes of its parent's and of nodes it puts, those that were there already included (S-9). Safe for any number of threads.
 */
public final class StateGate {
    private final KeyValueStore store;
    private Optional<Fingerprints> passed = Optional.empty();
    private long written;

    public StateGate(KeyValueStore store) {
        this.store = store;
    }

    /** Writes {@code batch}, unsynced. */
    public synchronized void write(WriteBatch batch) {
        for (WriteBatch.Step step : batch.steps()) {
            if (step.column() == Column.STATE && step.value() != null) {
                written++;
                passed.ifPresent(seen -> seen.add(step.key()));
            }
        }
        store.write(batch, false);
    }

    /** Nodes that passed since the last cycle began. */
    public synchronized long written() {
        return written;
    }

    /** From now on what passes is kept. */
    synchronized void begin(long salt) {
        if (passed.isPresent()) {
            throw new IllegalStateException("a cycle runs already");
        }
        passed = Optional.of(new Fingerprints(1_000, salt));
        written = 0;
    }

    /** Deletes those of {@code nodes} that did not pass; how many. One lock with {@link #write}: no put comes between. */
    synchronized int sweep(List<byte[]> nodes) {
        Fingerprints kept = passed.orElseThrow();
        WriteBatch batch = new WriteBatch();
        nodes.stream().filter(node -> !kept.mayHold(node)).forEach(node -> batch.delete(Column.STATE, node));
        if (!batch.isEmpty()) {
            store.write(batch, false);
        }
        return batch.steps().size();
    }

    synchronized void end() {
        passed = Optional.empty();
    }
}
