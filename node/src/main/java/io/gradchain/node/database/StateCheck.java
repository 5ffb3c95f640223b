package io.gradchain.node.database;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.node.execution.Account;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.prune.KeptRoot;
import io.gradchain.storage.state.StateTree;
import io.gradchain.storage.state.TreeDifference;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads whole states: every node under its hash, every account, its slots and its code. */
final class StateCheck {
    private final KeyValueStore store;
    private final Findings findings;
    private final SortedSet<Hash> codes = new TreeSet<>();
    /** What is broken is told once, however many states share it. */
    private final SortedSet<Hash> told = new TreeSet<>();

    private String name = "";
    private long nodes;

    StateCheck(KeyValueStore store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** @param called what to call the state in words */
    void check(KeptRoot root, String called) {
        name = called;
        TreeDifference walk = new TreeDifference(this::read, this::storageOf, root.root(), root.like());
        while (walk.step(node -> nodes++, this::lost)) {}
    }

    long nodes() {
        return nodes;
    }

    private void lost(Hash node) {
        if (told.add(node)) {
            findings.add("%s: node %s of its tree is missing or broken".formatted(name, node));
        }
    }

    /** A node that is not what its name says is as good as missing. */
    private Optional<byte[]> read(Hash hash) {
        return store.get(Column.STATE, hash.bytes()).filter(bytes -> {
            try {
                return StateTree.hashOf(bytes).equals(hash);
            } catch (DecodeException e) {
                return false;
            }
        });
    }

    private Hash storageOf(byte[] value) {
        Account account;
        try {
            account = Account.decode(value);
        } catch (DecodeException e) {
            findings.add("%s: a leaf is no account: %s".formatted(name, e.getMessage()));
            return StateTree.EMPTY;
        }
        if (account.isContract() && codes.add(account.code())) {
            Optional<byte[]> code = store.get(Column.CONTENT, account.code().bytes());
            if (code.isEmpty()) {
                findings.add("%s: code %s of a contract is missing".formatted(name, account.code()));
            } else if (!Hashing.hash(Domain.CODE, code.get()).equals(account.code())) {
                findings.add("%s: the bytes of code %s are others".formatted(name, account.code()));
            }
        }
        return account.storage();
    }
}
