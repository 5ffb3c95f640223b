package io.gradchain.node.database;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.chain.ElectedCommittees;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.prune.KeptRoot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Walks everything in a database that no node uses and says what is wrong (N-6). A chain may begin above zero, at the
 * lowest block whose state is whole; what is not here is not missed.
 */
public final class DatabaseCheck {
    private final KeyValueStore store;
    private final ConsensusEngine engine;
    private final boolean finalizes;
    private final BlockStore blocks;
    private final StateWindow states;
    private final Committees elected;
    private final Findings findings = new Findings();
    private final BlockCheck blockCheck;
    private final StateCheck stateCheck;
    private final Progress progress;
    private final NavigableSet<Hash> canonical = new TreeSet<>();
    private final SortedMap<Hash, Long> heightOfRoot = new TreeMap<>();
    private Optional<Committee> committee;
    private long proofs;
    private long walked;

    /** Told how far the check is. */
    @FunctionalInterface
    public interface Progress {
        void at(String what, long done, long total);
    }

    public DatabaseCheck(KeyValueStore store, ChainSpec spec, Progress progress) {
        this.store = store;
        this.progress = progress;
        this.engine = Engines.create(spec, Optional.empty(), new Ed25519(), 0);
        this.finalizes = Engines.spec(spec).finalizes();
        this.blocks = new BlockStore(store);
        this.states = StateWindow.archive(store);
        this.elected = new ElectedCommittees(spec, ProtocolRules.of(spec), StateTrees.over(store));
        this.blockCheck = new BlockCheck(store, findings);
        this.stateCheck = new StateCheck(store, findings);
        this.committee = Optional.of(Committee.genesis(spec));
    }

    public CheckReport run() {
        Optional<BlockHeader> tip = tip();
        if (tip.isPresent()) {
            walkBlocks(tip.get());
            others();
            danglingTransactions();
            walkStates();
        }
        return new CheckReport(
                findings.words(),
                findings.count(),
                canonical.size(),
                blockCheck.transactions(),
                proofs,
                walked,
                stateCheck.nodes());
    }

    private Optional<BlockHeader> tip() {
        Optional<Hash> last = blocks.finalTip();
        if (last.isEmpty()) {
            findings.add("metadata: there is no newest final block");
            return Optional.empty();
        }
        if (blocks.head().isEmpty()) {
            findings.add("metadata: there is no head");
        }
        blocks.head()
                .filter(head -> store.get(Column.HEADERS, head.bytes()).isEmpty())
                .ifPresent(head -> findings.add("metadata: the head %s is not here".formatted(head)));
        Optional<BlockHeader> tip = blockCheck.header(last.get(), "the newest final block");
        tip.filter(header -> !blocks.canonical(header.height()).equals(last))
                .ifPresent(header -> findings.add("metadata: the newest final block %s is not the one of height %d"
                        .formatted(last.get(), header.height())));
        if (finalizes
                && tip.isPresent()
                && tip.get().height() > 0
                && blocks.finalityProof(last.get()).isEmpty()) {
            findings.add("block %d: the proof that the newest final block is final is missing"
                    .formatted(tip.get().height()));
        }
        return tip;
    }

    private void walkBlocks(BlockHeader tip) {
        long start = start();
        if (start > 0 && start > states.floor()) {
            findings.add("the chain begins at block %d, and states already at %d".formatted(start, states.floor()));
        }
        Optional<BlockHeader> below = Optional.empty();
        for (long height = start; height <= tip.height(); height++) {
            progress.at("blocks", height - start, tip.height() - start + 1);
            String name = "block " + height;
            Optional<Hash> hash = blocks.canonical(height);
            if (hash.isEmpty()) {
                findings.add("%s: the index of heights has no entry".formatted(name));
            }
            Optional<BlockHeader> header = hash.flatMap(known -> blockCheck.header(known, name));
            hash.ifPresent(canonical::add);
            if (header.isPresent()) {
                checkBlock(header.get(), below, height, name);
            }
            below = header;
        }
        store.scan(Column.CANONICAL, key(tip.height() + 1), (key, value) -> {
            findings.add("the index of heights has block %d above the newest final one"
                    .formatted(ByteBuffer.wrap(key).getLong()));
            return true;
        });
    }

    private void checkBlock(BlockHeader header, Optional<BlockHeader> below, long height, String name) {
        if (header.height() != height) {
            findings.add("%s: its header says height %d".formatted(name, header.height()));
        }
        if (below.isPresent() && !below.get().hash().equals(header.parent())) {
            findings.add("%s: its parent is not block %d".formatted(name, height - 1));
        }
        heightOfRoot.putIfAbsent(header.stateRoot(), height);
        blockCheck.check(header, name, true);
        proof(header, name);
        if (!header.nextCommittee().equals(Hash.ZERO)) {
            long next = engine.epoch(height, header.seal()) + 1;
            committee = CommitteeBook.find(store, states, elected, next, header);
            if (committee.isEmpty()) {
                findings.add("%s: the committee it elected for epoch %d is not here".formatted(name, next));
            }
        }
    }

    private void proof(BlockHeader header, String name) {
        Optional<byte[]> proof = blocks.finalityProof(header.hash());
        if (!finalizes || proof.isEmpty() || header.height() == 0) {
            return;
        }
        long epoch = engine.epoch(header.height(), header.seal());
        Optional<Committee> voters = committee
                .filter(known -> known.epoch() == epoch)
                .or(() ->
                        states.reading(header, () -> elected.of(epoch, header)).flatMap(found -> found));
        if (voters.isEmpty()) {
            // Said where the committee was elected; below the start of a chain that begins above zero nobody can know
            // it.
            return;
        }
        proofs++;
        if (!engine.verifyFinality(header, proof.get(), voters.get())) {
            findings.add("%s: its proof of finality proves nothing".formatted(name));
        }
    }

    /** Blocks that are not final, and whatever belongs to no block. */
    private void others() {
        NavigableSet<Hash> undecided = new TreeSet<>();
        store.scan(Column.UNDECIDED, new byte[0], (key, value) -> undecided.add(Hash.of(key)));
        undecided.stream().filter(hash -> !canonical.contains(hash)).forEach(hash -> {
            String name = "undecided block " + hash.shortHex();
            blockCheck.header(hash, name).ifPresent(header -> blockCheck.check(header, name, false));
        });
        for (Column column : List.of(Column.HEADERS, Column.BLOCKS, Column.RECEIPTS, Column.FINALITY)) {
            store.scan(column, new byte[0], (key, value) -> {
                Hash hash = Hash.of(key);
                if (!canonical.contains(hash) && (column == Column.FINALITY ? finalizes : !undecided.contains(hash))) {
                    findings.add("%s: the entry of block %s belongs to no chain".formatted(column.id(), hash));
                }
                return true;
            });
        }
    }

    private void danglingTransactions() {
        store.scan(Column.TRANSACTIONS, new byte[0], (key, value) -> {
            if (value.length < Hash.BYTES || !canonical.contains(Hash.of(java.util.Arrays.copyOf(value, Hash.BYTES)))) {
                findings.add("the index has transaction %s in a block that is not final".formatted(Hash.of(key)));
            }
            return true;
        });
        long entries = canonicalTransactions();
        if (entries > blockCheck.transactions()) {
            findings.add("the index has %d transactions, the blocks %d".formatted(entries, blockCheck.transactions()));
        }
    }

    private long canonicalTransactions() {
        long[] count = new long[1];
        store.scan(Column.TRANSACTIONS, new byte[0], (key, value) -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    private void walkStates() {
        List<KeptRoot> kept = states.kept();
        for (KeptRoot root : kept) {
            progress.at("states", walked, kept.size());
            Long height = heightOfRoot.get(root.root());
            stateCheck.check(root, height == null ? "state " + root.root().shortHex() : "the state of block " + height);
            walked++;
        }
    }

    private long start() {
        long[] first = new long[1];
        store.scan(Column.CANONICAL, new byte[0], (key, value) -> {
            first[0] = ByteBuffer.wrap(key).getLong();
            return false;
        });
        return first[0];
    }

    private static byte[] key(long height) {
        return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    }
}
