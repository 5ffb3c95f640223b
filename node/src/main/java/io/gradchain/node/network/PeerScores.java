package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who misbehaved how much and who is banned; remembers the last thousand keys, since keys cost nothing to make. */
final class PeerScores {
    static final int BAN_POINTS = 100;

    private static final int REMEMBERED = 1000;
    private static final double SECOND = 1e9;

    private final long banNanos;
    private final Map<PublicKey, Score> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, Score> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Score(double points, long atNanos, boolean banned) {}

    PeerScores(Duration ban) {
        this.banNanos = ban.toNanos();
    }

    /** Counts points, forgotten at one a second; true when the peer is banned by these. */
    synchronized boolean penalise(PublicKey peer, int points, long nowNanos) {
        Score before = entries.get(peer);
        if (before != null && isBanned(before, nowNanos)) {
            return false;
        }
        double kept = before == null || before.banned()
                ? 0
                : Math.max(0, before.points() - (double) (nowNanos - before.atNanos()) / SECOND);
        boolean ban = kept + points >= BAN_POINTS;
        entries.remove(peer);
        entries.put(peer, new Score(kept + points, nowNanos, ban));
        return ban;
    }

    synchronized boolean banned(PublicKey peer, long nowNanos) {
        Score entry = entries.get(peer);
        return entry != null && isBanned(entry, nowNanos);
    }

    private boolean isBanned(Score entry, long nowNanos) {
        return entry.banned() && nowNanos - entry.atNanos() < banNanos;
    }
}
