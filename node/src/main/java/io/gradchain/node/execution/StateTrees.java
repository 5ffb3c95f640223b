package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import io.gradchain.storage.state.NodeSource;
import io.gradchain.storage.state.StateProof;
import io.gradchain.storage.state.StateTree;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The main tree of accounts and the trees of contract slots, which share one table of nodes. Every root that was written
 * stays readable, so blocks that compete for one parent run side by side. Safe for any number of threads.
 */
public final class StateTrees {
    private final StateTree tree;
    private final NodeSource codes;

    /**
     * @param nodes where tree nodes are read: the store itself, or a cache before it
     * @param codes where contract code is read, by its hash
     */
    public StateTrees(NodeSource nodes, NodeSource codes) {
        this.tree = new StateTree(nodes);
        this.codes = codes;
    }

    public static StateTrees over(KeyValueStore store) {
        return new StateTrees(
                hash -> store.get(Column.STATE, hash.bytes()), hash -> store.get(Column.CONTENT, hash.bytes()));
    }

    public boolean hasRoot(Hash root) {
        return tree.hasRoot(root);
    }

    /** What stands at {@code address} in the state {@code root}; an empty account where nothing does. */
    public Account account(Hash root, Address address) {
        return tree.get(root, WorldState.accountPath(address))
                .map(Account::decode)
                .orElse(emptyAccount());
    }

    /** The account of an address that was never used. */
    public Account emptyAccount() {
        return Account.empty(StateTree.EMPTY);
    }

    Optional<byte[]> get(Hash root, Hash path) {
        return tree.get(root, path);
    }

    /** Contract code by its hash. */
    public Optional<byte[]> code(Hash hash) {
        return codes.node(hash);
    }

    Hash update(Hash root, SortedMap<Hash, byte[]> leaves, WriteBatch writes) {
        SortedMap<Hash, Optional<byte[]>> changes = new TreeMap<>();
        leaves.forEach((path, value) -> changes.put(path, Optional.of(value)));
        return tree.update(root, changes, (hash, node) -> writes.put(Column.STATE, hash.bytes(), node));
    }

    /** Proof that {@code address} has exactly this account in the state {@code root}, or none. */
    public StateProof prove(Hash root, Address address) {
        return tree.prove(root, WorldState.accountPath(address));
    }
}
