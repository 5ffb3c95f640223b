package io.gradchain.storage.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.rocks.RocksStore;
import io.gradchain.storage.state.MissingNodeException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruneCycleTest {
    /** Branches from any state that is kept, a window of a few, pruning every few blocks. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsKeptStaysWholeAndNothingElseStays(long seed) {
        History history = new History(seed, new MemoryStore());
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 30; round++) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                history.grow(history.any());
            }
            history.dropTo(1 + random.nextInt(6));
            String what = "seed %d, round %d".formatted(seed, round);
            PruneCycle.Outcome outcome = cycle(history, 7).run(round, history::kept, () -> true);
            history.assertReadable(what);
            Set<String> left = History.nodes(history.store);
            assertThat(left).as(what).containsAll(history.nodesNeeded());
            assertThat(left.size() - history.nodesNeeded().size())
                    .as(what + ": mistakes of the marks")
                    .isLessThanOrEqualTo(2);
            assertThat(outcome.kept()).isEqualTo(left.size());
        }
    }

    /** At every step of a cycle a block may be executed, also one that brings back what is about to be swept. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void whatIsWrittenWhileACycleRunsIsKept(long seed) {
        History history = new History(seed, new MemoryStore());
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 15; round++) {
            for (int i = 0; i < 6; i++) {
                history.grow(history.states.getLast());
            }
            history.dropTo(3);
            AtomicInteger writes = new AtomicInteger(12);
            cycle(history, 1).run(round, history::kept, () -> {
                if (random.nextInt(30) == 0 && writes.getAndDecrement() > 0) {
                    history.grow(history.any());
                }
                return true;
            });
            history.assertReadable("seed %d, round %d".formatted(seed, round));
            history.dropTo(3);
        }
    }

    /** A cycle may end at any step, as by a crash, and the next one begins anew. */
    @Test
    void whereverACycleEndsNothingIsMissing() {
        int stops = 0;
        boolean whole = false;
        while (!whole) {
            History history = new History(77, new MemoryStore());
            for (int i = 0; i < 12; i++) {
                history.grow(history.any());
            }
            history.dropTo(4);
            int last = stops;
            AtomicInteger steps = new AtomicInteger();
            whole = cycle(history, 9)
                    .run(1, history::kept, () -> steps.getAndIncrement() < last)
                    .whole();
            history.assertReadable("stopped at step " + last);
            history.grow(history.states.getLast());
            history.dropTo(2);
            assertThat(cycle(history, 5).run(2, history::kept, () -> true).whole())
                    .isTrue();
            history.assertReadable("after the stop at step " + last);
            assertThat(History.nodes(history.store)).isEqualTo(history.nodesNeeded());
            stops++;
        }
        assertThat(stops).as("steps of the cycle").isGreaterThan(20);
    }

    @Test
    void aDatabaseShrinksAsMemoryDoes(@TempDir Path directory) {
        try (KeyValueStore rocks = RocksStore.open(directory).orElseThrow()) {
            History history = new History(5, rocks);
            for (int i = 0; i < 200; i++) {
                history.grow(history.states.getLast());
            }
            history.dropTo(3);
            PruneCycle.Outcome outcome = cycle(history, 64).run(9, history::kept, () -> true);
            history.assertReadable("rocks");
            assertThat(outcome.deleted()).isGreaterThan(1_000);
            assertThat(History.nodes(rocks)).isEqualTo(history.nodesNeeded());
        }
    }

    @Test
    void nothingIsDeletedWhereAKeptRootIsNotWhole() {
        History history = new History(3, new MemoryStore());
        for (int i = 0; i < 10; i++) {
            history.grow(history.states.getLast());
        }
        history.dropTo(1);
        Hash root = history.states.getFirst().root();
        history.store.write(new WriteBatch().delete(Column.STATE, root.bytes()), false);
        Set<String> before = History.nodes(history.store);
        PruneCycle cycle = cycle(history, 5);
        assertThatThrownBy(() -> cycle.run(1, history::kept, () -> true)).isInstanceOf(MissingNodeException.class);
        assertThat(History.nodes(history.store)).isEqualTo(before);
        assertThatThrownBy(() -> cycle.run(1, history::kept, () -> true))
                .as("the gate is closed again")
                .isInstanceOf(MissingNodeException.class);
    }

    private static PruneCycle cycle(History history, int stride) {
        return new PruneCycle(history.store, history.gate, History::hangingAt, stride);
    }
}
