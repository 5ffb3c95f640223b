package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who has what, how much each is asked at one time, and who rests after it failed or lied. */
final class PeerBoard {
    /** Requests open to one peer: the network allows 16, and others ask too. */
    static final int OPEN_TO_ONE = 4;

    private static final long REST_NANOS = 2_000_000_000L;
    private static final long BAN_NANOS = 60_000_000_000L;

    private static final class Entry {
        private long finalHeight;
        private int open;
        private long restsUntil;
        private long failures;
        private long asked;
        private boolean rested;
    }

    private final Map<PeerId, Entry> entries = new TreeMap<>();

    synchronized void heard(PeerId peer, long finalHeight) {
        Entry entry = entries.computeIfAbsent(peer, id -> new Entry());
        entry.finalHeight = Math.max(entry.finalHeight, finalHeight);
    }

    synchronized void forget(PeerId peer) {
        entries.remove(peer);
    }

    /** The highest final block anybody claims. */
    synchronized long highest() {
        return entries.values().stream()
                .mapToLong(entry -> entry.finalHeight)
                .max()
                .orElse(0);
    }

    /** Somebody who claims that height and has room for one more request, which is counted; the least busy one. */
    synchronized Optional<PeerId> take(long height, long nowNanos) {
        Optional<PeerId> chosen = entries.entrySet().stream()
                .filter(e -> e.getValue().finalHeight >= height
                        && e.getValue().open < OPEN_TO_ONE
                        && (!e.getValue().rested || e.getValue().restsUntil - nowNanos <= 0))
                .min(Comparator.comparingLong((Map.Entry<PeerId, Entry> e) -> e.getValue().open)
                        .thenComparingLong(e -> e.getValue().failures)
                        .thenComparingLong(e -> e.getValue().asked))
                .map(Map.Entry::getKey);
        chosen.ifPresent(peer -> {
            entries.get(peer).open++;
            entries.get(peer).asked++;
        });
        return chosen;
    }

    /** The request ended. */
    synchronized void give(PeerId peer) {
        Entry entry = entries.get(peer);
        if (entry != null) {
            entry.open = Math.max(0, entry.open - 1);
        }
    }

    /** It did not answer, or has not what it claimed: others first, for some seconds. */
    synchronized void rest(PeerId peer, long nowNanos) {
        rest(peer, nowNanos, REST_NANOS);
    }

    /** It lied: it is not asked for a minute, even where nobody else is there. */
    synchronized void ban(PeerId peer, long nowNanos) {
        rest(peer, nowNanos, BAN_NANOS);
    }

    private void rest(PeerId peer, long nowNanos, long nanos) {
        Entry entry = entries.get(peer);
        if (entry != null) {
            entry.failures++;
            entry.rested = true;
            entry.restsUntil = nowNanos + nanos;
        }
    }
}
