package io.gradchain.node.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hashes of executed blocks by height, or by the height that was final when they came if that is higher: what must be
 * cleared away when a height is decided. A long branch that arrives late is so kept long enough to win.
 */
final class NonFinal {
    private final NavigableMap<Long, Set<Hash>> byHeight = new TreeMap<>();

    void add(Block block, long finalHeight) {
        add(block.hash(), decidedAt(block, finalHeight));
    }

    void add(Hash block, long height) {
        byHeight.computeIfAbsent(height, h -> new TreeSet<>()).add(block);
    }

    static long decidedAt(Block block, long finalHeight) {
        return Math.max(block.height(), finalHeight);
    }

    /** Forgets and returns all blocks at or below {@code height}. */
    List<Hash> removeUpTo(long height) {
        NavigableMap<Long, Set<Hash>> decided = byHeight.headMap(height, true);
        List<Hash> hashes = new ArrayList<>();
        decided.values().forEach(hashes::addAll);
        decided.clear();
        return hashes;
    }
}
