package io.gradchain.node.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who misbehaved how much and who is banned; remembers the last thousand, since keys cost nothing to make.
 *
 * @param <K> a key or an address
 */
final class PeerScores<K> {
    static final int BAN_POINTS = 100;

    private static final int REMEMBERED = 1000;
    private static final double SECOND = 1e9;

    private final long banNanos;
    private final Map<K, Score> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Score> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Score(double points, long atNanos, boolean banned, String reason) {}

    /** @param leftNanos until the ban ends */
    record Ban<K>(K who, long leftNanos, String reason) {}

    PeerScores(Duration ban) {
        this.banNanos = ban.toNanos();
    }

    /** Counts points, forgotten at one a second; true when these ban. */
    synchronized boolean penalise(K who, int points, String reason, long nowNanos) {
        Score before = entries.get(who);
        if (before != null && isBanned(before, nowNanos)) {
            return false;
        }
        double sum = (before == null ? 0 : left(before, nowNanos)) + points;
        boolean ban = sum >= BAN_POINTS;
        entries.remove(who);
        entries.put(who, new Score(sum, nowNanos, ban, reason));
        return ban;
    }

    /** Points that are not forgotten yet. */
    synchronized int points(K who, long nowNanos) {
        Score entry = entries.get(who);
        return entry == null ? 0 : (int) left(entry, nowNanos);
    }

    private static double left(Score score, long nowNanos) {
        // A ban that is over starts from nothing.
        return score.banned() ? 0 : Math.max(0, score.points() - (double) (nowNanos - score.atNanos()) / SECOND);
    }

    synchronized boolean banned(K who, long nowNanos) {
        Score entry = entries.get(who);
        return entry != null && isBanned(entry, nowNanos);
    }

    /** The bans that are not over, the oldest first. */
    synchronized List<Ban<K>> bans(long nowNanos) {
        List<Ban<K>> list = new ArrayList<>();
        entries.forEach((who, score) -> {
            if (isBanned(score, nowNanos)) {
                list.add(new Ban<>(who, banNanos - (nowNanos - score.atNanos()), score.reason()));
            }
        });
        return list;
    }

    /** Forgets the ban; false when there is none. */
    synchronized boolean pardon(K who, long nowNanos) {
        return banned(who, nowNanos) && entries.remove(who) != null;
    }

    private boolean isBanned(Score entry, long nowNanos) {
        return entry.banned() && nowNanos - entry.atNanos() < banNanos;
    }
}
