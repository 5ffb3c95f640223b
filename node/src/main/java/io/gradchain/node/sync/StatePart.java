package io.gradchain.node.sync;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.node.execution.Account;
import io.gradchain.storage.state.StateNode;
import io.gradchain.storage.state.StateTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a tree, or a contract's code, on its way here; known by its hash from what names it. */
final class StatePart {
    /** What a part can be. */
    enum Kind {
        /** A node of the main tree: its leaves name slots and code. */
        ACCOUNTS,
        /** A node of a contract's own tree. */
        SLOTS,
        CODE
    }

    /** What a part names. */
    record Below(Hash hash, Kind kind) {}

    private final Hash hash;
    private final Kind kind;
    private final Optional<StatePart> above;
    private byte[] bytes = new byte[0];
    private int missing;

    StatePart(Hash hash, Kind kind, Optional<StatePart> above) {
        this.hash = hash;
        this.kind = kind;
        this.above = above;
    }

    Hash hash() {
        return hash;
    }

    Kind kind() {
        return kind;
    }

    Optional<StatePart> above() {
        return above;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Keeps what came until the {@code below} parts it waits for are there. */
    void came(byte[] value, int below) {
        bytes = value;
        missing = below;
    }

    /** One of those it waits for is there; whether it was the last. */
    boolean oneLess() {
        return --missing == 0;
    }

    /** Whether {@code value} is what the hash says; throws a decode exception where it is no node at all. */
    boolean accepts(byte[] value) {
        Hash found = kind == Kind.CODE
                ? Hashing.hash(Domain.CODE, value)
                : StateNode.read(value).hash();
        return found.equals(hash);
    }

    /** The parts that {@code value}, which was accepted, names. */
    List<Below> below(byte[] value) {
        if (kind == Kind.CODE) {
            return List.of();
        }
        StateNode node = StateNode.read(value);
        List<Below> below = new ArrayList<>();
        node.children().forEach(child -> below.add(new Below(child, kind)));
        if (kind == Kind.ACCOUNTS) {
            node.value().map(Account::decode).ifPresent(account -> {
                if (!account.storage().equals(StateTree.EMPTY)) {
                    below.add(new Below(account.storage(), Kind.SLOTS));
                }
                if (account.isContract()) {
                    below.add(new Below(account.code(), Kind.CODE));
                }
            });
        }
        return below;
    }
}
