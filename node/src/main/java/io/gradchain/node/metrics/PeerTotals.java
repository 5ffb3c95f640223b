package io.gradchain.node.metrics;

import io.gradchain.node.network.PeerInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Bytes of all connections since the start. Each connection counts its own; what one counted between the last look and
 * its end is not seen. Safe for any thread.
 */
public final class PeerTotals {
    private final Supplier<List<PeerInfo>> peers;
    private Map<String, PeerInfo> before = new TreeMap<>();
    private long sent;
    private long received;

    public PeerTotals(Supplier<List<PeerInfo>> peers) {
        this.peers = peers;
    }

    /** Bodies of messages, in bytes. */
    public record Sums(long sent, long received) {}

    public synchronized Sums sums() {
        Map<String, PeerInfo> now = new TreeMap<>();
        for (PeerInfo peer : peers.get()) {
            String connection = peer.key().hex() + peer.address();
            PeerInfo old = before.get(connection);
            sent += peer.sentBytes() - (old == null ? 0 : old.sentBytes());
            received += peer.receivedBytes() - (old == null ? 0 : old.receivedBytes());
            now.put(connection, peer);
        }
        before = now;
        return new Sums(sent, received);
    }
}
