package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The first proposal of each view's leader, and the views whose leader proposed twice. */
final class Proposals {
    private final SortedMap<Long, Entry> first = new TreeMap<>();
    private final SortedSet<Long> equivocated = new TreeSet<>();

    /**
     * @param hash of the header
     * @param from who sent it; empty for our own
     * @param misfit signed by the leader, yet its header is not one of this view
     */
    record Entry(BlockHeader header, Hash hash, Optional<PeerId> from, boolean misfit) {}

    Optional<Entry> of(long view) {
        return Optional.ofNullable(first.get(view));
    }

    void put(long view, Entry entry) {
        first.putIfAbsent(view, entry);
    }

    void equivocated(long view) {
        equivocated.add(view);
    }

    boolean isEquivocated(long view) {
        return equivocated.contains(view);
    }

    void prune(long floor) {
        first.headMap(floor).clear();
        equivocated.headSet(floor).clear();
    }
}
