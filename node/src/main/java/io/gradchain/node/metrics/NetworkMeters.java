package io.gradchain.node.metrics;

import io.gradchain.node.network.NetworkCounts;
import java.util.function.ToDoubleFunction;

/** What the network did since the start of the node, as meters. */
final class NetworkMeters {
    private final Meters meters;
    private final Watched node;

    NetworkMeters(Meters meters, Watched node) {
        this.meters = meters;
        this.node = node;
    }

    void register() {
        String connected = "Connected peers, by who opened the connection.";
        meters.gauge("gradchain.peers", "", connected, () -> node.peers(true), "direction", "in");
        meters.gauge("gradchain.peers", "", connected, () -> node.peers(false), "direction", "out");
        String exchanged = "Bodies of messages exchanged with peers.";
        counter("", "bytes", exchanged, NetworkCounts::bytesIn, "direction", "in");
        counter("", "bytes", exchanged, NetworkCounts::bytesOut, "direction", "out");
        String messages = "Messages exchanged with peers.";
        counter(".messages", "", messages, NetworkCounts::messagesIn, "direction", "in");
        counter(".messages", "", messages, NetworkCounts::messagesOut, "direction", "out");
        String dropped = "Messages dropped: in above the rate of their kind, out to peers that read too slowly.";
        counter(".messages.dropped", "", dropped, NetworkCounts::droppedIn, "direction", "in");
        counter(".messages.dropped", "", dropped, NetworkCounts::droppedOut, "direction", "out");
        String paused =
                "Time in which peers were not read, summed over peers: they sent too fast, or there was no room.";
        counter(".paused", "seconds", paused, counts -> counts.pausedForRateNanos() / 1e9, "reason", "rate");
        counter(".paused", "seconds", paused, counts -> counts.pausedForRoomNanos() / 1e9, "reason", "room");
        counter(".handshakes", "", "Handshakes that came to their end.", NetworkCounts::handshakes);
        counter(
                ".handshakes.failed",
                "",
                "Handshakes that did not.",
                counts -> counts.failedHandshakes().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        counter(".penalties", "", "Times a peer was given points for misbehaviour.", NetworkCounts::penalties);
        counter(".bans", "", "Bans of peers and addresses.", NetworkCounts::bans);
        meters.gauge(
                "gradchain.peer.queued",
                "bytes",
                "What waits to be written to peers.",
                () -> node.traffic().get().queuedBytes());
        meters.gauge(
                "gradchain.peer.held",
                "bytes",
                "Frames of peers received by half.",
                () -> node.traffic().get().heldBytes());
    }

    private void counter(
            String name, String unit, String meaning, ToDoubleFunction<NetworkCounts> count, String... labels) {
        meters.counter(
                "gradchain.peer" + name,
                unit,
                meaning,
                () -> count.applyAsDouble(node.traffic().get()),
                labels);
    }
}
