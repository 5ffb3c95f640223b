package io.gradchain.node.chain;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.execution.BlockRule;
import io.gradchain.node.execution.Candidates;
import io.gradchain.node.execution.ExecutedBlock;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.fault.FailPoint;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Imports blocks. An executed block is written at once with its state, receipts and all, but not yet synced, whatever
 * fork it is on: states are trees of hashes and live side by side. Finality moves the indexes and syncs. Reading is safe
 * for any thread; {@link #check} and {@link #build} belong to one execution thread.
 */
public final class Chain implements ChainView {
    /** Blocks and receipts kept in memory; all others are read from the database. */
    private static final int RECENT = 64;

    /** Where finality is only depth: blocks below the final one whose losing branches are still kept. */
    private static final int KEPT_FORKS = 1_024;

    private final KeyValueStore store;
    private final BlockStore blocks;
    private final StateTransition transition;
    private final boolean finalizes;
    private final Committees committees;
    private final List<ChainListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<Hash, CheckedBlock> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, CheckedBlock> eldest) {
            return size() > RECENT;
        }
    };
    private final NonFinal nonFinal = new NonFinal();
    private final StateWindow states;
    private volatile FinalTip tip;
    private volatile CheckedBlock head;

    private record FinalTip(BlockHeader header, Hash hash, byte[] proof) {}

    /** A chain that keeps all its states. */
    public Chain(KeyValueStore store, StateTransition transition, Committees committees, boolean finalizes) {
        this(store, transition, committees, finalizes, StateWindow.archive(store));
    }

    /**
     * The chain in {@code store}, which holds at least block zero (see {@link ChainStart}).
     *
     * @param finalizes whether final blocks stay; otherwise they are deep ones, and a better branch may undo them
     * @param states which states of it are kept
     */
    public Chain(
            KeyValueStore store,
            StateTransition transition,
            Committees committees,
            boolean finalizes,
            StateWindow states) {
        this.finalizes = finalizes;
        this.committees = committees;
        this.store = store;
        this.blocks = new BlockStore(store);
        this.transition = transition;
        Hash last = blocks.finalTip().orElseThrow();
        head = stored(last).orElseThrow();
        tip = new FinalTip(head.header(), last, blocks.finalityProof(last).orElse(new byte[0]));
        this.states = states;
        states.undecided().forEach(block -> nonFinal.add(block.hash(), block.height()));
    }

    public void listen(ChainListener listener) {
        listeners.add(listener);
    }

    /**
     * Executes a block whose parent was checked before. The parent may be gone again when another block became final at
     * its height: then this one can never be final, and is invalid for that.
     */
    public StateTransition.Outcome check(Block block) {
        Optional<CheckedBlock> parent = checked(block.header().parent());
        if (parent.isEmpty()) {
            if (block.height() - 1 > tip.header().height()) {
                throw new IllegalStateException("the parent of " + block + " was never checked");
            }
            return new StateTransition.Outcome.Invalid(BlockRule.PARENT, "it conflicts with a final block");
        }
        return states.reading(parent.get().header(), () -> {
                    StateTransition.Outcome outcome =
                            transition.check(parent.get().header(), block);
                    if (outcome instanceof StateTransition.Outcome.Valid(ExecutedBlock executed)) {
                        keep(executed);
                    }
                    return outcome;
                })
                .orElseGet(() -> new StateTransition.Outcome.Invalid(
                        BlockRule.PARENT, "it branches off below block " + states.floor() + ", where states begin"));
    }

    /** Makes and executes a block on {@code parent}; {@code timeMillis} is the wished time of its header. */
    public Block build(
            BlockHeader parent, byte[] seal, Proposer proposer, long timeMillis, long maxGas, Candidates candidates) {
        return states.reading(parent, () -> {
                    ExecutedBlock executed = transition.build(parent, seal, proposer, timeMillis, maxGas, candidates);
                    keep(executed);
                    return executed.block();
                })
                .orElseThrow(() -> new IllegalStateException("the state after " + parent.hash() + " is not kept"));
    }

    /** The block that was built here under the seal found for it: it says the same of the state, so it is as valid. */
    public Block reseal(Hash built, byte[] seal) {
        CheckedBlock block = checked(built).orElseThrow();
        return states.reading(block.header(), () -> {
                    Block sealed = new Block(
                            block.header().withSeal(seal), block.block().transactions());
                    WriteBatch batch = new WriteBatch();
                    blocks.put(batch, sealed, block.receipts());
                    keep(batch, new CheckedBlock(sealed, block.receipts()));
                    return sealed;
                })
                .orElseThrow(() -> new IllegalStateException("the state after " + built + " is not kept"));
    }

    private void keep(ExecutedBlock executed) {
        WriteBatch batch = executed.state().writes();
        blocks.put(batch, executed.block(), executed.receipts());
        keep(batch, new CheckedBlock(executed.block(), executed.receipts()));
    }

    private void keep(WriteBatch batch, CheckedBlock checked) {
        open(batch, checked, tip.header().height());
        FailPoint.BEFORE_IMPORT.pass();
        states.gate().write(batch);
        FailPoint.AFTER_IMPORT.pass();
        remember(checked);
    }

    /** The block is to be decided, by {@code batch} also after a restart. */
    private void open(WriteBatch batch, CheckedBlock checked, long finalHeight) {
        long decided = NonFinal.decidedAt(checked.block(), finalHeight);
        StateWindow.open(batch, checked.header(), decided);
        synchronized (nonFinal) {
            nonFinal.add(checked.block().hash(), decided);
        }
    }

    /** Makes everything that was executed so far durable. */
    public void sync() {
        store.syncWal();
    }

    /**
     * The block clients see as the newest; it need not be final. Nothing happens for one below the final block: sync can
     * have passed the engine meanwhile.
     */
    public synchronized void setHead(Hash hash) {
        Optional<CheckedBlock> wished = checked(hash);
        if (wished.isPresent()
                && (!finalizes || wished.get().height() >= tip.header().height())) {
            CheckedBlock before = head;
            head = wished.get();
            reorg(before, head).ifPresent(reorg -> listeners.forEach(listener -> listener.reorganised(reorg)));
            listeners.forEach(listener -> listener.headChanged(head));
        }
    }

    /** How many blocks the head left behind when it is not above the one before; bounded by what is stored. */
    private Optional<Reorg> reorg(CheckedBlock before, CheckedBlock after) {
        Optional<BlockHeader> old = Optional.of(before.header());
        Optional<BlockHeader> next = Optional.of(after.header());
        long depth = 0;
        while (old.isPresent() && next.isPresent() && !same(old.get(), next.get())) {
            if (old.get().height() >= next.get().height()) {
                old = header(old.get().parent());
                depth++;
            } else {
                next = header(next.get().parent());
            }
        }
        return depth == 0 ? Optional.empty() : Optional.of(new Reorg(before, after, depth));
    }

    /** Hashes nothing for two heights. */
    private static boolean same(BlockHeader one, BlockHeader other) {
        return one.height() == other.height() && one.equals(other);
    }

    /**
     * {@code hash} and all its ancestors are final: one synced batch moves the indexes. Nothing happens when they were
     * before. Where finality is for good, fails when {@code hash} is not above the final block: that would be a fork below
     * finality.
     */
    public synchronized void finalizeUpTo(Hash hash, byte[] proof) {
        CheckedBlock last = checked(hash)
                .orElseThrow(() -> new IllegalStateException("final block " + hash + " was never checked"));
        if (hash.equals(tip.hash())
                || (finalizes && last.height() <= tip.header().height())) {
            return;
        }
        WriteBatch batch = new WriteBatch();
        BlockStore.HeadSwitch moved = blocks.switchHead(batch, hash);
        List<CheckedBlock> left = checkedAll(moved.left());
        List<CheckedBlock> joined = checkedAll(moved.joined());
        if (finalizes && !left.isEmpty()) {
            throw new IllegalStateException(
                    "block " + last.block() + " is final but not above the final block " + tip.hash());
        }
        blocks.markFinal(batch, hash, proof);
        left.forEach(block -> {
            Deploys.remove(batch, block);
            open(batch, block, last.height());
        });
        joined.forEach(block -> Deploys.index(batch, block));
        FailPoint.BEFORE_FINALIZE.pass();
        store.write(batch, true);
        FailPoint.AFTER_FINALIZE.pass();
        tip = new FinalTip(last.header(), hash, proof.clone());
        dropLosers();
        if (head.height() < last.height()) {
            setHead(hash);
        }
        if (!left.isEmpty()) {
            listeners.forEach(listener -> listener.reverted(left));
        }
        listeners.forEach(listener -> listener.finalized(joined));
    }

    private List<CheckedBlock> checkedAll(List<Block> all) {
        return all.stream().map(block -> checked(block.hash()).orElseThrow()).toList();
    }

    private void dropLosers() {
        WriteBatch batch = new WriteBatch();
        synchronized (nonFinal) {
            for (Hash loser : nonFinal.removeUpTo(tip.header().height() - (finalizes ? 0 : KEPT_FORKS))) {
                batch.delete(Column.UNDECIDED, loser.bytes());
                if (!isFinal(loser)) {
                    synchronized (recent) {
                        recent.remove(loser);
                    }
                    batch.delete(Column.HEADERS, loser.bytes());
                    batch.delete(Column.BLOCKS, loser.bytes());
                    batch.delete(Column.RECEIPTS, loser.bytes());
                }
            }
        }
        if (!batch.isEmpty()) {
            store.write(batch, false);
        }
    }

    @Override
    public Optional<Block> block(Hash hash) {
        return checked(hash).map(CheckedBlock::block);
    }

    @Override
    public Optional<BlockHeader> header(Hash hash) {
        CheckedBlock known;
        synchronized (recent) {
            known = recent.get(hash);
        }
        return known != null ? Optional.of(known.header()) : blocks.header(hash);
    }

    @Override
    public Committee committee(long epoch, BlockHeader root) {
        return states.reading(root, () -> committees.of(epoch, root))
                .orElseGet(() -> CommitteeBook.find(store, root))
                .orElseThrow(
                        () -> new IllegalStateException("no committee of epoch " + epoch + " after " + root.hash()));
    }

    @Override
    public Optional<BlockHeader> finalHeader(long height) {
        return blocks.canonical(height).flatMap(this::header);
    }

    @Override
    public BlockHeader finalizedHeader() {
        return tip.header();
    }

    @Override
    public byte[] finalizedProof() {
        return tip.proof().clone();
    }

    public CheckedBlock head() {
        return head;
    }

    public Hash finalHash() {
        return tip.hash();
    }

    /** Which states can be read. */
    public StateWindow states() {
        return states;
    }

    /** A block of any fork that was found valid. */
    public Optional<CheckedBlock> checked(Hash hash) {
        synchronized (recent) {
            CheckedBlock known = recent.get(hash);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<CheckedBlock> stored = stored(hash);
        stored.ifPresent(this::remember);
        return stored;
    }

    /** The final block at {@code height}. */
    public Optional<CheckedBlock> finalAt(long height) {
        return blocks.canonical(height).flatMap(this::checked);
    }

    /** The block at {@code height} on the branch of the head, final or not. */
    public Optional<CheckedBlock> at(long height) {
        if (height <= tip.header().height()) {
            return finalAt(height);
        }
        CheckedBlock at = head;
        while (at.height() > height && at.height() > tip.header().height()) {
            at = checked(at.header().parent()).orElseThrow();
        }
        return at.height() == height ? Optional.of(at) : Optional.empty();
    }

    public boolean isFinal(Hash hash) {
        return checked(hash)
                .flatMap(block -> blocks.canonical(block.height()))
                .filter(hash::equals)
                .isPresent();
    }

    /** The proof that was stored for exactly this block; later proofs cover it too. */
    public Optional<byte[]> proof(Hash hash) {
        return blocks.finalityProof(hash);
    }

    /** Where a transaction was included: in a final block, or in one of the head's branch above it. */
    public Optional<Inclusion> inclusion(Hash transaction) {
        Optional<BlockStore.Location> location = blocks.transaction(transaction);
        if (location.isPresent()) {
            return checked(location.get().block())
                    .map(block -> new Inclusion(block, location.get().index(), true));
        }
        CheckedBlock at = head;
        while (at.height() > tip.header().height()) {
            for (int i = 0; i < at.receipts().size(); i++) {
                if (at.receipts().get(i).transaction().equals(transaction)) {
                    return Optional.of(new Inclusion(at, i, false));
                }
            }
            at = checked(at.header().parent()).orElseThrow();
        }
        return Optional.empty();
    }

    /** A transaction's place. */
    public record Inclusion(CheckedBlock block, int index, boolean isFinal) {
        public Receipt receipt() {
            return block.receipts().get(index);
        }
    }

    private Optional<CheckedBlock> stored(Hash hash) {
        return blocks.block(hash)
                .map(block -> new CheckedBlock(block, blocks.receipts(hash).orElseThrow()));
    }

    private void remember(CheckedBlock block) {
        synchronized (recent) {
            recent.put(block.block().hash(), block);
        }
    }
}
