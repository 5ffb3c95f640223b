package io.gradchain.storage.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.state.StateTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * States that follow from one another, in a store, and beside it what each should hold: accounts, each with slots. Few keys
 * and fewer values, so that contracts share subtrees and what was deleted comes back as it was.
 */
final class History {
    private static final int ACCOUNTS = 24;
    private static final int SLOTS = 12;

    final KeyValueStore store;
    final StateGate gate;
    final List<State> states = new ArrayList<>();
    private final SplittableRandom random;
    private final List<Hash> paths = new ArrayList<>();

    /** A root and what it stands for: slots of each account, by path. */
    record State(Hash root, SortedMap<Hash, SortedMap<Hash, Byte>> accounts) {}

    History(long seed, KeyValueStore store) {
        this.random = new SplittableRandom(seed);
        this.store = store;
        this.gate = new StateGate(store);
        for (int i = 0; i < ACCOUNTS + SLOTS; i++) {
            byte[] path = new byte[Hash.BYTES];
            random.nextBytes(path);
            if (i % 3 == 0) {
                // neighbours down to the last bits
                Arrays.fill(path, 0, 30, (byte) (i % 2));
            }
            paths.add(Hash.of(path));
        }
        states.add(new State(StateTree.EMPTY, new TreeMap<>()));
    }

    static Hash hangingAt(byte[] value) {
        return Hash.of(Arrays.copyOf(value, Hash.BYTES));
    }

    /** Executes a block on one of the states, and keeps what follows. */
    State grow(State parent) {
        SortedMap<Hash, SortedMap<Hash, Byte>> accounts = copy(parent.accounts);
        WriteBatch batch = new WriteBatch();
        SortedMap<Hash, Optional<byte[]>> leaves = new TreeMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Hash account = paths.get(random.nextInt(ACCOUNTS));
            if (leaves.containsKey(account)) {
                continue;
            }
            if (random.nextInt(4) == 0) {
                accounts.remove(account);
                leaves.put(account, Optional.empty());
                continue;
            }
            SortedMap<Hash, Byte> slots = accounts.computeIfAbsent(account, a -> new TreeMap<>());
            Hash storage = StateTree.of(store)
                    .get(parent.root, account)
                    .map(History::hangingAt)
                    .orElse(StateTree.EMPTY);
            SortedMap<Hash, Optional<byte[]>> changes = new TreeMap<>();
            for (int j = random.nextInt(8); j >= 0; j--) {
                Hash slot = paths.get(ACCOUNTS + random.nextInt(SLOTS));
                if (random.nextInt(3) == 0) {
                    slots.remove(slot);
                    changes.put(slot, Optional.empty());
                } else {
                    byte value = (byte) random.nextInt(3);
                    slots.put(slot, value);
                    changes.put(slot, Optional.of(new byte[] {value}));
                }
            }
            leaves.put(account, Optional.of(update(storage, changes, batch).bytes()));
        }
        State next = new State(update(parent.root, leaves, batch), accounts);
        gate.write(batch);
        states.add(next);
        return next;
    }

    private Hash update(Hash root, SortedMap<Hash, Optional<byte[]>> changes, WriteBatch batch) {
        return StateTree.of(store).update(root, changes, (hash, node) -> batch.put(Column.STATE, hash.bytes(), node));
    }

    /** Reads every entry of every state and proves some. */
    void assertReadable(String what) {
        StateTree tree = StateTree.of(store);
        for (State state : states) {
            SortedMap<Hash, SortedMap<Hash, Byte>> read = new TreeMap<>();
            tree.forEach(state.root, (account, value) -> {
                SortedMap<Hash, Byte> slots = new TreeMap<>();
                tree.forEach(hangingAt(value), (slot, byteOf) -> slots.put(slot, byteOf[0]));
                read.put(account, slots);
            });
            assertThat(read).as(what).isEqualTo(state.accounts);
            Hash probe = paths.get(random.nextInt(ACCOUNTS));
            assertThat(tree.prove(state.root, probe).verify(state.root, probe, tree.get(state.root, probe)))
                    .as(what)
                    .isTrue();
        }
    }

    /** The nodes of exactly these states: all written anew into an empty store. */
    Set<String> nodesNeeded() {
        KeyValueStore fresh = new MemoryStore();
        WriteBatch batch = new WriteBatch();
        StateTree tree = StateTree.of(fresh);
        for (State state : states) {
            SortedMap<Hash, Optional<byte[]>> leaves = new TreeMap<>();
            state.accounts.forEach((account, slots) -> {
                SortedMap<Hash, Optional<byte[]>> entries = new TreeMap<>();
                slots.forEach((slot, value) -> entries.put(slot, Optional.of(new byte[] {value})));
                Hash storage = tree.update(
                        StateTree.EMPTY, entries, (hash, node) -> batch.put(Column.STATE, hash.bytes(), node));
                leaves.put(account, Optional.of(storage.bytes()));
            });
            tree.update(StateTree.EMPTY, leaves, (hash, node) -> batch.put(Column.STATE, hash.bytes(), node));
        }
        fresh.write(batch, false);
        return nodes(fresh);
    }

    static Set<String> nodes(KeyValueStore store) {
        Set<String> found = new TreeSet<>();
        store.scan(Column.STATE, new byte[0], (key, value) -> {
            found.add(HexFormat.of().formatHex(key));
            return true;
        });
        return found;
    }

    /** Every state, each compared with any that is named before it. */
    List<KeptRoot> kept() {
        List<KeptRoot> roots = new ArrayList<>();
        for (State state : states) {
            Hash like = roots.isEmpty()
                    ? StateTree.EMPTY
                    : roots.get(random.nextInt(roots.size())).root();
            roots.add(new KeptRoot(state.root, like));
        }
        return roots;
    }

    /** Forgets the oldest states but for {@code most}. */
    void dropTo(int most) {
        while (states.size() > most) {
            states.removeFirst();
        }
    }

    State any() {
        return states.get(random.nextInt(states.size()));
    }

    private static SortedMap<Hash, SortedMap<Hash, Byte>> copy(SortedMap<Hash, SortedMap<Hash, Byte>> accounts) {
        SortedMap<Hash, SortedMap<Hash, Byte>> copy = new TreeMap<>();
        accounts.forEach((account, slots) -> copy.put(account, new TreeMap<>(slots)));
        return copy;
    }
}
