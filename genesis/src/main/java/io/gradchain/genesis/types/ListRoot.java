package io.gradchain.genesis.types;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The root of an ordered list of hashes, as the Merkle tree hash of RFC 6962 §2.1 with our domains (G-3). */
public final class ListRoot {
    private ListRoot() {}

    public static Hash of(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hashing.hash(Domain.LIST_LEAF);
        }
        if (leaves.size() == 1) {
            return Hashing.hash(Domain.LIST_LEAF, leaves.getFirst().bytes());
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return node(of(leaves.subList(0, split)), of(leaves.subList(split, leaves.size())));
    }

    /** The siblings from the leaf up to the root. */
    public static List<Hash> prove(List<Hash> leaves, int index) {
        Objects.checkIndex(index, leaves.size());
        List<Hash> path = new ArrayList<>();
        collect(leaves, index, path);
        return List.copyOf(path);
    }

    public static boolean verify(Hash root, int size, int index, Hash leaf, List<Hash> path) {
        if (index < 0 || index >= size || path.size() > 32) {
            return false;
        }
        Hash computed = climb(size, index, leaf, path, path.size());
        return computed != null && computed.equals(root);
    }

    private static void collect(List<Hash> leaves, int index, List<Hash> path) {
        if (leaves.size() == 1) {
            return;
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<Hash> left = leaves.subList(0, split);
        List<Hash> right = leaves.subList(split, leaves.size());
        if (index < split) {
            collect(left, index, path);
            path.add(of(right));
        } else {
            collect(right, index - split, path);
            path.add(of(left));
        }
    }

    /** Null where the path has the wrong length. */
    private static Hash climb(int size, int index, Hash leaf, List<Hash> path, int used) {
        if (size == 1) {
            return used == 0 ? Hashing.hash(Domain.LIST_LEAF, leaf.bytes()) : null;
        }
        if (used == 0) {
            return null;
        }
        int split = Integer.highestOneBit(size - 1);
        Hash sibling = path.get(used - 1);
        if (index < split) {
            Hash left = climb(split, index, leaf, path, used - 1);
            return left == null ? null : node(left, sibling);
        }
        Hash right = climb(size - split, index - split, leaf, path, used - 1);
        return right == null ? null : node(sibling, right);
    }

    private static Hash node(Hash left, Hash right) {
        return Hashing.hash(Domain.LIST_NODE, left.bytes(), right.bytes());
    }
}
