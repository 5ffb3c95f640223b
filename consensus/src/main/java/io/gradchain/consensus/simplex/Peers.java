package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Peers that said something well-formed: they may be asked, one after another. */
final class Peers {
    private static final int MAX = 64;

    private final List<PeerId> known = new ArrayList<>();
    private int next;

    void heardFrom(PeerId peer) {
        if (!known.contains(peer)) {
            if (known.size() == MAX) {
                known.removeFirst();
            }
            known.add(peer);
        }
    }

    /** The next peer in turn, if any was ever heard from. */
    Optional<PeerId> next() {
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(next++ % known.size()));
    }
}
