package io.gradchain.storage.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.rocks.RocksStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateTreeTest {
    private final KeyValueStore store = new MemoryStore();

    @Test
    void theEmptyTreeHasTheZeroRoot() {
        assertThat(StateTree.EMPTY).isEqualTo(Hash.ZERO);
        assertThat(update(store, StateTree.EMPTY, new TreeMap<>())).isEqualTo(StateTree.EMPTY);
        assertThat(StateTree.of(store).get(StateTree.EMPTY, key(7))).isEmpty();
        assertThat(StateTree.of(store).hasRoot(StateTree.EMPTY)).isTrue();
    }

    /** Keys that share few bits, and keys that share nearly all of them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRootIsTheNaiveOneAndEveryOldRootStaysReadable(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Hash> pool = Fixtures.keys(random, 40);
        Map<Hash, Map<Hash, byte[]>> history = new LinkedHashMap<>();
        Map<Hash, byte[]> model = new TreeMap<>();
        Hash root = StateTree.EMPTY;
        for (int round = 0; round < 40; round++) {
            SortedMap<Hash, Optional<byte[]>> changes = new TreeMap<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                changes.put(pool.get(random.nextInt(pool.size())), Fixtures.valueOrNone(random));
            }
            root = update(store, root, changes);
            changes.forEach((key, value) -> value.ifPresentOrElse(v -> model.put(key, v), () -> model.remove(key)));
            assertThat(root.hex()).as("seed %d, round %d", seed, round).isEqualTo(naive(model));
            history.put(root, new TreeMap<>(model));
        }
        history.forEach((old, entries) -> {
            for (Hash key : pool) {
                assertThat(StateTree.of(store).get(old, key).map(Fixtures::hex))
                        .as("seed %d", seed)
                        .isEqualTo(Optional.ofNullable(entries.get(key)).map(Fixtures::hex));
            }
            Map<Hash, byte[]> visited = new LinkedHashMap<>();
            StateTree.of(store).forEach(old, visited::put);
            assertThat(List.copyOf(visited.keySet())).isEqualTo(List.copyOf(entries.keySet()));
        });
    }

    @Test
    void deletingLeavesNoTrace() {
        SplittableRandom random = new SplittableRandom(99);
        List<Hash> pool = Fixtures.keys(random, 60);
        SortedMap<Hash, Optional<byte[]>> kept = new TreeMap<>();
        SortedMap<Hash, Optional<byte[]>> passing = new TreeMap<>();
        SortedMap<Hash, Optional<byte[]>> removal = new TreeMap<>();
        for (int i = 0; i < pool.size(); i++) {
            if (i % 2 == 0) {
                kept.put(pool.get(i), Optional.of(new byte[] {(byte) i}));
            } else {
                passing.put(pool.get(i), Optional.of(new byte[] {(byte) i}));
                removal.put(pool.get(i), Optional.empty());
            }
        }
        Hash before = update(store, StateTree.EMPTY, kept);
        Hash after = update(store, update(store, before, passing), removal);
        assertThat(after).isEqualTo(before);
        kept.replaceAll((key, value) -> Optional.empty());
        assertThat(update(store, after, kept)).isEqualTo(StateTree.EMPTY);
    }

    @Test
    void oneBatchOrManySmallOnesGiveOneRoot() {
        SplittableRandom random = new SplittableRandom(5);
        SortedMap<Hash, Optional<byte[]>> all = new TreeMap<>();
        Hash root = StateTree.EMPTY;
        for (Hash key : Fixtures.keys(random, 50)) {
            Optional<byte[]> value = Optional.of(key.bytes());
            all.put(key, value);
            root = update(store, root, new TreeMap<>(Map.of(key, value)));
        }
        assertThat(update(store, StateTree.EMPTY, all)).isEqualTo(root);
    }

    @Test
    void memoryAndDiskGiveTheSameRoots(@TempDir Path directory) {
        try (KeyValueStore disk = RocksStore.open(directory).orElseThrow()) {
            SplittableRandom random = new SplittableRandom(11);
            List<Hash> pool = Fixtures.keys(random, 200);
            Hash inMemory = StateTree.EMPTY;
            Hash onDisk = StateTree.EMPTY;
            for (int round = 0; round < 50; round++) {
                SortedMap<Hash, Optional<byte[]>> changes = new TreeMap<>();
                for (int i = 0; i < 20; i++) {
                    changes.put(pool.get(random.nextInt(pool.size())), Fixtures.valueOrNone(random));
                }
                inMemory = update(store, inMemory, changes);
                onDisk = update(disk, onDisk, changes);
                assertThat(onDisk).isEqualTo(inMemory);
            }
        }
    }

    @Test
    void anOverlayIsReadableBeforeAndAfterItIsWritten() {
        NodeOverlay first = new NodeOverlay(hash -> Optional.empty());
        Hash one = new StateTree(first)
                .update(StateTree.EMPTY, new TreeMap<>(Map.of(key(1), Optional.of(new byte[] {1}))), first);
        NodeOverlay second = new NodeOverlay(first);
        Hash two =
                new StateTree(second).update(one, new TreeMap<>(Map.of(key(2), Optional.of(new byte[] {2}))), second);
        assertThat(new StateTree(second).get(two, key(1))).contains(new byte[] {1});
        assertThat(StateTree.of(store).hasRoot(two)).isFalse();
        WriteBatch batch = new WriteBatch();
        first.writeTo(batch);
        second.writeTo(batch);
        store.write(batch, true);
        assertThat(StateTree.of(store).get(two, key(1))).contains(new byte[] {1});
        assertThat(StateTree.of(store).get(two, key(2))).contains(new byte[] {2});
    }

    @Test
    void aMissingRootAndALongValueAreNamed() {
        assertThatThrownBy(() -> StateTree.of(store).get(key(3), key(4)))
                .isInstanceOf(MissingNodeException.class)
                .hasMessageContaining(key(3).hex());
        SortedMap<Hash, Optional<byte[]>> tooLong = new TreeMap<>();
        tooLong.put(key(1), Optional.of(new byte[StateTree.MAX_VALUE_BYTES + 1]));
        assertThatThrownBy(() -> update(store, StateTree.EMPTY, tooLong)).hasMessageContaining("too long");
        tooLong.put(key(1), Optional.of(new byte[StateTree.MAX_VALUE_BYTES]));
        assertThat(StateTree.of(store).get(update(store, StateTree.EMPTY, tooLong), key(1)))
                .hasValueSatisfying(value -> assertThat(value).hasSize(StateTree.MAX_VALUE_BYTES));
    }

    static Hash update(KeyValueStore store, Hash root, SortedMap<Hash, Optional<byte[]>> changes) {
        NodeOverlay overlay = new NodeOverlay(hash -> store.get(io.gradchain.storage.kv.Column.STATE, hash.bytes()));
        Hash next = new StateTree(overlay).update(root, changes, overlay);
        WriteBatch batch = new WriteBatch();
        overlay.writeTo(batch);
        store.write(batch, false);
        return next;
    }

    private static String naive(Map<Hash, byte[]> model) {
        Map<String, byte[]> entries = new TreeMap<>();
        model.forEach((key, value) -> entries.put(key.hex(), value));
        return NaiveTree.root(entries);
    }

    private static Hash key(int number) {
        byte[] bytes = new byte[Hash.BYTES];
        bytes[0] = (byte) (37 * number);
        return Hash.of(bytes);
    }
}
