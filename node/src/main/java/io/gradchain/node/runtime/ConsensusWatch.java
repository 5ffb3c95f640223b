package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.PublicKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the engine let be seen of itself since the start, for people who ask why it stands still. Safe for any thread. */
public final class ConsensusWatch {
    /** More than any committee: members of earlier epochs are forgotten, the ones heard longest ago first. */
    private static final int MAX_MEMBERS = 1_024;

    private final Map<TracePoint, Moment> last = new EnumMap<>(TracePoint.class);
    private final Map<TracePoint, Long> counts = new EnumMap<>(TracePoint.class);
    private final NavigableMap<PublicKey, Moment> heard = new TreeMap<>();
    private long view;
    private Optional<PublicKey> leader = Optional.empty();

    /**
     * When something happened.
     *
     * @param view the engine's view (or slot, or height where it has neither)
     * @param millis wall clock
     */
    public record Moment(long view, long millis) {}

    /**
     * One look.
     *
     * @param view the newest that was entered
     * @param leader whose turn it is in it, where that is somebody's
     * @param last the last time each point was reached
     * @param heard the last statement taken in of each committee member, ours included
     */
    public record Seen(
            long view, Optional<PublicKey> leader, Map<TracePoint, Moment> last, SortedMap<PublicKey, Moment> heard) {}

    synchronized void reached(TracePoint point, long inView, long millis) {
        last.put(point, new Moment(inView, millis));
        counts.merge(point, 1L, Long::sum);
    }

    synchronized void entered(long next, Optional<PublicKey> onTurn) {
        view = next;
        leader = onTurn;
    }

    synchronized void heard(PublicKey member, long inView, long millis) {
        Moment before = heard.get(member);
        heard.put(member, new Moment(before == null ? inView : Math.max(before.view, inView), millis));
        if (heard.size() > MAX_MEMBERS) {
            heard.entrySet().stream()
                    .min((a, b) -> Long.compare(a.getValue().millis, b.getValue().millis))
                    .map(Map.Entry::getKey)
                    .ifPresent(heard::remove);
        }
    }

    public synchronized Seen seen() {
        return new Seen(view, leader, new EnumMap<>(last), new TreeMap<>(heard));
    }

    /** How often {@code point} was reached. */
    public synchronized long count(TracePoint point) {
        return counts.getOrDefault(point, 0L);
    }
}
