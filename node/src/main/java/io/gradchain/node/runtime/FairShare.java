package io.gradchain.node.runtime;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a queue each peer may fill: so many messages and bytes, and all together so many. A peer of which nothing
 * waits always has room for one, so those who fill the queue never keep out the others. For any thread.
 */
public final class FairShare<K extends Comparable<K>> {
    private final Bound each;
    private final Bound all;
    private final SortedMap<K, Bound> waiting = new TreeMap<>();
    private Bound sum = new Bound(0, 0);

    /** Messages and their bytes. */
    public record Bound(int messages, long bytes) {
        Bound plus(int more, long size) {
            return new Bound(messages + more, bytes + size);
        }

        boolean covers(Bound other) {
            return other.messages <= messages && other.bytes <= bytes;
        }
    }

    public FairShare(Bound each, Bound all) {
        this.each = each;
        this.all = all;
    }

    /** Takes room for a message of {@code peer}; false when its share, or the whole, is full. */
    public synchronized boolean take(K peer, int bytes) {
        Bound own = waiting.getOrDefault(peer, new Bound(0, 0)).plus(1, bytes);
        if (own.messages() > 1 && !(each.covers(own) && all.covers(sum.plus(1, bytes)))) {
            return false;
        }
        waiting.put(peer, own);
        sum = sum.plus(1, bytes);
        return true;
    }

    /** The message left the queue. */
    public synchronized void leave(K peer, int bytes) {
        Bound own = waiting.get(peer).plus(-1, -bytes);
        if (own.messages() == 0) {
            waiting.remove(peer);
        } else {
            waiting.put(peer, own);
        }
        sum = sum.plus(-1, -bytes);
    }

    /** What waits of all peers. */
    public synchronized Bound waiting() {
        return sum;
    }
}
