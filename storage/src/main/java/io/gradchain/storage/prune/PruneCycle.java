package io.gradchain.storage.prune;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.state.HangingTrees;
import io.gradchain.storage.state.MissingNodeException;
import io.gradchain.storage.state.StateTree;
import io.gradchain.storage.state.TreeDifference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One round of mark and sweep over the nodes of the state (S-10). Until everything that is kept is marked nothing is deleted,
 * and the marks live in memory: whenever a round ends, in whatever way, all kept roots are whole.
 */
public final class PruneCycle {
    private final KeyValueStore store;
    private final StateGate gate;
    private final HangingTrees hanging;
    private final int stride;

    /** @param stride nodes between two questions to the pace, and the most that are deleted in one batch */
    public PruneCycle(KeyValueStore store, StateGate gate, HangingTrees hanging, int stride) {
        this.store = store;
        this.gate = gate;
        this.hanging = hanging;
        this.stride = stride;
    }

    /** Asked between steps: may take its time, and answers whether to go on. */
    @FunctionalInterface
    public interface Pace {
        boolean goesOn();
    }

    /**
     * What a round did.
     *
     * @param marked nodes that are kept for a root, those seen twice counted twice
     * @param kept nodes left in the store, as far as the sweep came
     * @param deleted nodes removed
     * @param whole false when the pace ended it
     */
    public record Outcome(long marked, long kept, long deleted, boolean whole) {}

    /**
     * @param salt another one each time
     * @param roots asked after the gate began to remember; whole states that nobody may lose
     * @throws MissingNodeException when a kept root has lost a node; nothing was deleted
     */
    public Outcome run(long salt, Supplier<List<KeptRoot>> roots, Pace pace) {
        gate.begin(salt);
        try {
            Fingerprints marks = new Fingerprints(store.size(Column.STATE).keys(), salt);
            return mark(roots.get(), marks, pace) ? sweep(marks, pace) : new Outcome(marks.size(), 0, 0, false);
        } finally {
            gate.end();
        }
    }

    private boolean mark(List<KeptRoot> roots, Fingerprints marks, Pace pace) {
        for (KeptRoot kept : roots) {
            TreeDifference nodes = new TreeDifference(StateTree.stored(store), hanging, kept.root(), kept.like());
            for (int steps = 1; nodes.step(marks::add, PruneCycle::lost); steps++) {
                if (steps % stride == 0 && !pace.goesOn()) {
                    return false;
                }
            }
            if (!pace.goesOn()) {
                return false;
            }
        }
        return true;
    }

    private static void lost(Hash node) {
        throw new MissingNodeException(node);
    }

    private Outcome sweep(Fingerprints marks, Pace pace) {
        long deleted = 0;
        long kept = 0;
        byte[] from = {};
        while (from != null) {
            List<byte[]> seen = new ArrayList<>();
            store.scan(Column.STATE, from, (key, value) -> seen.add(key) && seen.size() < stride);
            List<byte[]> doomed =
                    seen.stream().filter(key -> !marks.mayHold(key)).toList();
            int gone = gate.sweep(doomed);
            deleted += gone;
            kept += seen.size() - gone;
            from = seen.size() < stride ? null : after(seen.getLast());
            if (!pace.goesOn()) {
                return new Outcome(marks.size(), kept, deleted, false);
            }
        }
        return new Outcome(marks.size(), kept, deleted, true);
    }

    private static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
