package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Blocks that cannot be admitted yet: too early, or their parent or a certificate is missing. */
final class Waiting {
    private static final int MAX = 256;
    private static final int MAX_OF_PEER = 128;

    private final Map<Hash, Entry> entries = new LinkedHashMap<>();

    /** @param asked whether we asked for the block, so that it may be one too many of its slot */
    record Entry(Message.Proposal proposal, PeerId from, boolean asked) {
        Hash hash() {
            return proposal.block().hash();
        }

        Hash parent() {
            return proposal.block().header().parent();
        }
    }

    /** The oldest make room, and a peer fills no more than its share. */
    void put(Entry entry) {
        long ofPeer = entries.values().stream()
                .filter(known -> known.from().equals(entry.from()))
                .count();
        if (ofPeer >= MAX_OF_PEER && !entries.containsKey(entry.hash())) {
            return;
        }
        entries.put(entry.hash(), entry);
        Iterator<Hash> oldest = entries.keySet().iterator();
        while (entries.size() > MAX) {
            oldest.next();
            oldest.remove();
        }
    }

    Optional<Entry> find(Hash hash) {
        return Optional.ofNullable(entries.get(hash));
    }

    void remove(Hash hash) {
        entries.remove(hash);
    }

    void removeIf(Predicate<Entry> needless) {
        entries.values().removeIf(needless);
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }
}
