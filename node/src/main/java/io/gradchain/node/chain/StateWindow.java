package io.gradchain.node.chain;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.execution.Account;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.prune.KeptRoot;
import io.gradchain.storage.prune.PruneCycle;
import io.gradchain.storage.prune.StateGate;
import io.gradchain.storage.state.StateTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Which states are kept (N-1): those of the newest final blocks, of all blocks that are not decided, and whatever is being
 * read. A state that is read inside {@link #reading} cannot be pruned under the reader. Safe for any number of threads.
 */
public final class StateWindow {
    /** Where finality is only depth no engine follows a branch from further below (C-112). */
    public static final long DEEPEST_REORG = 32_768;

    private final KeyValueStore store;
    private final BlockStore blocks;
    private final StateGate gate;
    private final long length;
    private final Farewell farewell;
    private final SortedMap<Hash, Integer> readers = new TreeMap<>();
    private volatile long floor;

    /** Saves what is needed of a state before it goes. */
    @FunctionalInterface
    public interface Farewell {
        /** Puts it into {@code batch}, which is durable before anything is removed. */
        void before(BlockHeader leaving, WriteBatch batch);
    }

    /**
     * @param length how many final blocks keep their state, at least 1
     * @param finalizes false raises the length to {@link #DEEPEST_REORG}
     */
    public StateWindow(KeyValueStore store, long length, boolean finalizes, Farewell farewell) {
        this.farewell = farewell;
        this.store = store;
        this.blocks = new BlockStore(store);
        this.gate = new StateGate(store);
        this.length = finalizes ? length : Math.max(length, DEEPEST_REORG);
        this.floor = store.get(Column.METADATA, Column.Meta.STATE_FLOOR.key())
                .map(bytes -> ByteReader.decode(bytes, ByteReader::u63))
                .orElse(0L);
    }

    /** Keeps every state that is there. */
    public static StateWindow archive(KeyValueStore store) {
        return new StateWindow(store, Long.MAX_VALUE, true, (block, batch) -> {});
    }

    /** For a chain that begins at a block above zero: there are no states below {@code height}. */
    public static void begin(WriteBatch batch, long height) {
        byte[] encoded = new ByteWriter().u63(height).toByteArray();
        batch.put(Column.METADATA, Column.Meta.STATE_FLOOR.key(), encoded);
    }

    StateGate gate() {
        return gate;
    }

    /** How many final blocks keep their state; {@link Long#MAX_VALUE} for all. */
    public long length() {
        return length;
    }

    /** The lowest final block whose state is whole. */
    public long floor() {
        return floor;
    }

    /** Nodes written since the last cycle began, in this run of the node. */
    public long written() {
        return gate.written();
    }

    /** What {@code body} says while the state after {@code block} is held; empty where that state is not kept. */
    public <T> Optional<T> reading(BlockHeader block, Supplier<T> body) {
        // Held first, asked then: a cycle that began before the answer has seen the block kept, a later one the reader.
        synchronized (readers) {
            readers.merge(block.stateRoot(), 1, Integer::sum);
        }
        try {
            return keeps(block) ? Optional.of(body.get()) : Optional.empty();
        } finally {
            synchronized (readers) {
                readers.computeIfPresent(block.stateRoot(), (root, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private boolean keeps(BlockHeader block) {
        Hash hash = block.hash();
        return store.get(Column.UNDECIDED, hash.bytes()).isPresent()
                || (block.height() >= floor
                        && blocks.canonical(block.height()).filter(hash::equals).isPresent());
    }

    /** How far the floor would rise if it moved now. */
    public long overdue() {
        long tip = finalHeight();
        return tip < length ? 0 : Math.max(0, tip - length + 1 - floor);
    }

    /** Moves the floor up and removes what only states below it need; see {@link PruneCycle#run}. */
    public PruneCycle.Outcome prune(long salt, int stride, PruneCycle.Pace pace) {
        PruneCycle cycle =
                new PruneCycle(store, gate, value -> Account.decode(value).storage(), stride);
        PruneCycle.Outcome outcome = cycle.run(salt, this::raiseAndList, pace);
        if (outcome.whole()) {
            byte[] kept = new ByteWriter().u63(outcome.kept()).toByteArray();
            store.write(new WriteBatch().put(Column.METADATA, Column.Meta.STATE_NODES.key(), kept), false);
        }
        return outcome;
    }

    /** State nodes that the last whole sweep left; 0 before the first. */
    public long sweptTo() {
        return store.get(Column.METADATA, Column.Meta.STATE_NODES.key())
                .map(bytes -> ByteReader.decode(bytes, ByteReader::u63))
                .orElse(0L);
    }

    private List<KeptRoot> raiseAndList() {
        long raised = floor + overdue();
        if (raised > floor) {
            WriteBatch batch = new WriteBatch();
            for (long height = floor; height < raised; height++) {
                blocks.canonical(height).flatMap(blocks::header).ifPresent(block -> farewell.before(block, batch));
            }
            begin(batch, raised);
            // Durable before anything is deleted, so that no restart takes a pruned state for a whole one.
            store.write(batch, true);
            floor = raised;
        }
        return kept();
    }

    /**
     * Every root that stays, the newest final one first. What leaves the undecided blocks for the final ones, or comes back in
     * a reorg, is seen on one of three looks; what is executed later passes the gate.
     */
    public List<KeptRoot> kept() {
        Set<Undecided> undecided = new LinkedHashSet<>(undecided());
        List<KeptRoot> roots = new ArrayList<>();
        Map<Long, Hash> byHeight = new TreeMap<>();
        Hash newest = StateTree.EMPTY;
        Hash above = StateTree.EMPTY;
        for (long height = finalHeight(); height >= floor; height--) {
            Optional<Hash> root =
                    blocks.canonical(height).flatMap(blocks::header).map(BlockHeader::stateRoot);
            if (root.isPresent()) {
                roots.add(new KeptRoot(root.get(), above));
                byHeight.put(height, root.get());
                above = root.get();
                newest = roots.getFirst().root();
            }
        }
        undecided.addAll(undecided());
        for (Undecided block : undecided) {
            roots.add(new KeptRoot(block.root, byHeight.getOrDefault(block.height, newest)));
        }
        synchronized (readers) {
            for (Hash root : readers.keySet()) {
                roots.add(new KeptRoot(root, newest));
            }
        }
        return roots;
    }

    private long finalHeight() {
        return blocks.finalTip().flatMap(blocks::header).orElseThrow().height();
    }

    /** A block that was executed and whose height is not decided. */
    record Undecided(Hash hash, long height, Hash root) {}

    List<Undecided> undecided() {
        List<Undecided> found = new ArrayList<>();
        store.scan(
                Column.UNDECIDED,
                new byte[0],
                (key, value) -> found.add(
                        ByteReader.decode(value, in -> new Undecided(Hash.of(key), in.u63(), Hash.read(in)))));
        return found;
    }

    /** Adds to {@code batch} that the block is to be decided at {@code height}. */
    static void open(WriteBatch batch, BlockHeader block, long height) {
        ByteWriter out = new ByteWriter().u63(height);
        Hash.write(out, block.stateRoot());
        batch.put(Column.UNDECIDED, block.hash().bytes(), out.toByteArray());
    }
}
