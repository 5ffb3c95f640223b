package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state after a block, as it changes while the next one runs: a written overlay over an immutable root, with a
 * journal to go back by. An account is a leaf of the main tree at {@code H(state-key, address)}; a contract's slot is a
 * leaf of the contract's own tree, whose root stands in its account, at {@code H(state-key, slot)} (E-1).
 */
public final class WorldState {
    private final StateTrees trees;
    private final Hash root;
    private final TreeMap<Address, Account> accounts = new TreeMap<>();
    private final TreeMap<Address, TreeMap<Hash, byte[]>> slots = new TreeMap<>();
    private final TreeMap<Hash, byte[]> codes = new TreeMap<>();
    private final List<Runnable> journal = new ArrayList<>();

    public WorldState(StateTrees trees, Hash root) {
        this.trees = trees;
        this.root = root;
    }

    public Account account(Address address) {
        Account changed = accounts.get(address);
        return changed != null ? changed : trees.account(root, address);
    }

    /** Whether the address was ever used or paid. */
    public boolean exists(Address address) {
        return !account(address).equals(trees.emptyAccount());
    }

    public void put(Address address, Account account) {
        Account before = accounts.put(address, account);
        journal.add(() -> restore(accounts, address, before));
    }

    /** Moves units that are there. */
    void move(Address from, Address to, Amount amount) {
        Account source = account(from);
        put(from, source.withBalance(source.balance().minus(amount)));
        credit(to, amount);
    }

    void credit(Address to, Amount amount) {
        if (!amount.equals(Amount.ZERO)) {
            Account account = account(to);
            put(to, account.withBalance(account.balance().plus(amount)));
        }
    }

    /** The bytes of a contract's slot, empty if never stored. */
    public Optional<byte[]> slot(Address contract, byte[] key) {
        Hash path = slotPath(key);
        TreeMap<Hash, byte[]> changed = slots.get(contract);
        if (changed != null && changed.containsKey(path)) {
            return Optional.of(changed.get(path));
        }
        return trees.get(account(contract).storage(), path);
    }

    public void store(Address contract, byte[] key, byte[] value) {
        Hash path = slotPath(key);
        TreeMap<Hash, byte[]> written = slots.computeIfAbsent(contract, c -> new TreeMap<>());
        byte[] before = written.put(path, value.clone());
        journal.add(() -> restore(written, path, before));
    }

    public Optional<byte[]> code(Hash codeHash) {
        byte[] fresh = codes.get(codeHash);
        return fresh != null ? Optional.of(fresh.clone()) : trees.code(codeHash);
    }

    /** Stores code under its own hash and returns that. */
    public Hash storeCode(byte[] code) {
        Hash hash = Hashing.hash(Domain.CODE, code);
        byte[] before = codes.put(hash, code.clone());
        journal.add(() -> restore(codes, hash, before));
        return hash;
    }

    /** A place in the journal to come back to. */
    public int mark() {
        return journal.size();
    }

    /** Undoes everything since {@code mark}, last first. */
    public void rollback(int mark) {
        while (journal.size() > mark) {
            journal.removeLast().run();
        }
    }

    /** Hashes all changes into the trees; nothing is written yet. The overlay must not be used afterwards. */
    public StateChange commit() {
        WriteBatch writes = new WriteBatch();
        slots.forEach((contract, written) -> {
            if (!written.isEmpty()) {
                Account account = account(contract);
                accounts.put(contract, account.withStorage(trees.update(account.storage(), written, writes)));
            }
        });
        TreeMap<Hash, byte[]> leaves = new TreeMap<>();
        accounts.forEach((address, account) -> leaves.put(accountPath(address), account.encoded()));
        Hash newRoot = trees.update(root, leaves, writes);
        codes.forEach((hash, code) -> writes.put(Column.CONTENT, hash.bytes(), code));
        return new StateChange(newRoot, writes);
    }

    static Hash accountPath(Address address) {
        return Hashing.hash(Domain.STATE_KEY, address.bytes());
    }

    static Hash slotPath(byte[] key) {
        return Hashing.hash(Domain.STATE_KEY, key);
    }

    private static <K, V> void restore(Map<K, V> map, K key, V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }
}
