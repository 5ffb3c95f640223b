package io.gradchain.node.network;

import io.gradchain.node.network.book.NetGroup;
import io.netty.channel.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The inbound connections that are not authenticated yet. When all places are taken the oldest one of the largest group
 * makes way, so those who say nothing cannot keep out those who do: an honest handshake takes two round trips.
 */
final class HandshakeSlots {
    private final NetworkLimits limits;
    private final Map<Channel, NetGroup> open = new LinkedHashMap<>();
    private final TokenBucket work;

    HandshakeSlots(NetworkLimits limits) {
        this.limits = limits;
        this.work = new TokenBucket(limits.all().handshakesPerSecond(), System.nanoTime());
    }

    /** What becomes of a connection that asks for a place. */
    sealed interface Place {
        /** @param instead loses its place for it */
        record Taken(Optional<Channel> instead) implements Place {}

        record None() implements Place {}
    }

    synchronized Place take(Channel channel, NetGroup group) {
        if (limits.all().counts(group)
                && sizes().getOrDefault(group, 0) >= limits.all().perGroup()) {
            return new Place.None();
        }
        Optional<Channel> instead = open.size() < limits.maxHandshakes() ? Optional.empty() : oldestOfLargest();
        instead.ifPresent(open::remove);
        open.put(channel, group);
        return new Place.Taken(instead);
    }

    private Map<NetGroup, Integer> sizes() {
        Map<NetGroup, Integer> sizes = new TreeMap<>();
        open.values().forEach(group -> sizes.merge(group, 1, Integer::sum));
        return sizes;
    }

    private Optional<Channel> oldestOfLargest() {
        return sizes().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .flatMap(largest -> open.entrySet().stream()
                        .filter(one -> one.getValue().equals(largest.getKey()))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** It is authenticated, or gone. */
    synchronized void leave(Channel channel) {
        open.remove(channel);
    }

    /** Whether one more handshake may be worked on in this second. */
    synchronized boolean mayWork() {
        return work.tryTake(1, System.nanoTime());
    }

    synchronized int size() {
        return open.size();
    }
}
