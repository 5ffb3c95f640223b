package io.gradchain.storage.kv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does; run once for each. */
public abstract class KeyValueStoreContract {
    @TempDir
    Path directory;

    protected KeyValueStore store;

    protected abstract KeyValueStore create(Path directory);

    @BeforeEach
    void open() {
        store = create(directory);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatWasPutIsThereInItsColumnOnly() {
        store.write(new WriteBatch().put(Column.STATE, bytes("a"), bytes("1")), false);
        assertThat(store.get(Column.STATE, bytes("a"))).contains(bytes("1"));
        assertThat(store.get(Column.BLOCKS, bytes("a"))).isEmpty();
        assertThat(store.get(Column.STATE, bytes("b"))).isEmpty();
    }

    @Test
    void stepsOfABatchTakeEffectInOrder() {
        store.write(new WriteBatch().put(Column.STATE, bytes("k"), bytes("old")), true);
        store.write(
                new WriteBatch()
                        .delete(Column.STATE, bytes("k"))
                        .put(Column.STATE, bytes("k"), bytes("new"))
                        .put(Column.STATE, bytes("gone"), bytes("x"))
                        .delete(Column.STATE, bytes("gone"))
                        .delete(Column.STATE, bytes("never there")),
                false);
        store.syncWal();
        assertThat(store.get(Column.STATE, bytes("k"))).contains(bytes("new"));
        assertThat(store.get(Column.STATE, bytes("gone"))).isEmpty();
    }

    @Test
    void anEmptyValueIsAValue() {
        store.write(new WriteBatch().put(Column.CONTENT, bytes("k"), new byte[0]), false);
        assertThat(store.get(Column.CONTENT, bytes("k"))).contains(new byte[0]);
    }

    @Test
    void scansAscendAsUnsignedBytesAndStopWhenTold() {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < 256; i++) {
            batch.put(Column.CANONICAL, new byte[] {(byte) i}, new byte[] {1});
        }
        store.write(batch, false);
        List<Integer> seen = new ArrayList<>();
        store.scan(Column.CANONICAL, new byte[] {0x7e}, (key, value) -> {
            seen.add(key[0] & 0xff);
            return seen.size() < 4;
        });
        assertThat(seen).containsExactly(0x7e, 0x7f, 0x80, 0x81);
    }

    @Test
    void aPrefixScanSeesThePrefixAndNothingElse() {
        WriteBatch batch = new WriteBatch();
        for (String key : List.of("a", "b", "b1", "b2", "c")) {
            batch.put(Column.METADATA, bytes(key), bytes(key));
        }
        store.write(batch, false);
        List<String> seen = new ArrayList<>();
        store.scanPrefix(Column.METADATA, bytes("b"), (key, value) -> seen.add(new String(value, US_ASCII)));
        assertThat(seen).containsExactly("b", "b1", "b2");
    }

    @Test
    void agreesWithASortedMapUnderRandomBatches() {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
        for (int round = 0; round < 200; round++) {
            WriteBatch batch = new WriteBatch();
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] key = new byte[1 + random.nextInt(2)];
                random.nextBytes(key);
                if (random.nextInt(3) == 0) {
                    batch.delete(Column.STATE, key);
                    model.remove(key);
                } else {
                    byte[] value = new byte[random.nextInt(40)];
                    random.nextBytes(value);
                    batch.put(Column.STATE, key, value);
                    model.put(key, value);
                }
            }
            store.write(batch, false);
        }
        TreeMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
        store.scan(Column.STATE, new byte[0], (key, value) -> found.put(key, value) == null);
        assertThat(found.keySet().stream().map(Arrays::toString).toList())
                .as("seed %d", seed)
                .isEqualTo(model.keySet().stream().map(Arrays::toString).toList());
        model.forEach((key, value) -> assertThat(found.get(key)).isEqualTo(value));
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(Column.STATE, bytes("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is closed");
        assertThatThrownBy(() -> store.write(new WriteBatch().delete(Column.STATE, bytes("a")), true))
                .isInstanceOf(IllegalStateException.class);
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
