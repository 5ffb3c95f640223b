package io.gradchain.node.network;

import java.util.Map;

/**
 * What the network did since it started. Bytes are those of bodies.
 *
 * @param droppedIn messages of peers above the rate of their kind
 * @param droppedOut messages not queued because the peer, or all peers together, read too slowly
 * @param pausedForRateNanos time in which peers were not read because they sent too fast, summed over peers
 * @param pausedForRoomNanos time in which peers were not read because the node had no room, summed over peers
 * @param mostQueuedBytes high-water mark of {@code queuedBytes}, which wait to be written to all peers
 * @param mostHeldBytes high-water mark of {@code heldBytes}, which are frames received by half
 * @param failedHandshakes by code of {@link PeerError}
 * @param ended connections by the code they ended with
 */
public record NetworkCounts(
        long bytesIn,
        long bytesOut,
        long messagesIn,
        long messagesOut,
        long droppedIn,
        long droppedOut,
        long pausedForRateNanos,
        long pausedForRoomNanos,
        long queuedBytes,
        long mostQueuedBytes,
        long heldBytes,
        long mostHeldBytes,
        long handshakes,
        Map<String, Long> failedHandshakes,
        Map<String, Long> ended,
        long penalties,
        long bans) {}
