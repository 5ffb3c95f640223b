package io.gradchain.node.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The hashes of executed blocks above the final one, by height: what must be cleared away when a height is decided. */
final class NonFinal {
    private final NavigableMap<Long, Set<Hash>> byHeight = new TreeMap<>();

    void add(Block block) {
        byHeight.computeIfAbsent(block.height(), h -> new TreeSet<>()).add(block.hash());
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
