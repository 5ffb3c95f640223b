package io.gradchain.node.network;

import java.time.Duration;

/**
 * The bounds of the peer network.
 *
 * @param maxInbound connections peers may open
 * @param maxOutbound addresses this node dials
 * @param maxHandshakes inbound connections that may be unauthenticated at one time; one more ends the oldest of the largest group
 * @param handshake time for the whole handshake
 * @param silence a connection without a whole record for so long, or that takes nothing of what waits for it, is closed
 * @param bytesPerSecond read from one peer; above it reading pauses
 * @param messagesPerSecond read from one peer; above it reading pauses
 * @param softQueueBytes above it only consensus messages are still queued for a peer
 * @param hardQueueBytes above it the peer is closed as slow
 * @param maxRequests open at one time in each direction of a connection
 * @param retry pause before a message is offered again to a handler without room
 * @param firstBackoff pause before the second dial of an address; doubles up to {@code maxBackoff}
 * @param maxBackoff longest pause between two dials
 * @param ban how long a banned peer stays away
 * @param all the bounds of all peers together
 */
public record NetworkLimits(
        int maxInbound,
        int maxOutbound,
        int maxHandshakes,
        Duration handshake,
        Duration silence,
        long bytesPerSecond,
        long messagesPerSecond,
        long softQueueBytes,
        long hardQueueBytes,
        int maxRequests,
        Duration retry,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration ban,
        NetworkCaps all) {

    public static final NetworkLimits DEFAULT = new NetworkLimits(
            40,
            10,
            128,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            5_000_000,
            500,
            8L << 20,
            16L << 20,
            16,
            Duration.ofMillis(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            NetworkCaps.DEFAULT);

    public NetworkLimits {
        if (maxInbound < 0 || maxOutbound < 0 || maxHandshakes < 1 || maxRequests < 1) {
            throw new IllegalArgumentException("connection limits are not negative");
        }
        if (bytesPerSecond < 1 || messagesPerSecond < 1 || softQueueBytes < 1 || hardQueueBytes < softQueueBytes) {
            throw new IllegalArgumentException("rates and queues are positive, the hard queue at least the soft one");
        }
    }

    /** The same with other times of the handshake and of silence. */
    public NetworkLimits withTimeouts(Duration newHandshake, Duration newSilence) {
        return new NetworkLimits(
                maxInbound,
                maxOutbound,
                maxHandshakes,
                newHandshake,
                newSilence,
                bytesPerSecond,
                messagesPerSecond,
                softQueueBytes,
                hardQueueBytes,
                maxRequests,
                retry,
                firstBackoff,
                maxBackoff,
                ban,
                all);
    }

    /** The same with other connection limits. */
    public NetworkLimits withConnections(int newInbound, int newOutbound) {
        return new NetworkLimits(
                newInbound,
                newOutbound,
                maxHandshakes,
                handshake,
                silence,
                bytesPerSecond,
                messagesPerSecond,
                softQueueBytes,
                hardQueueBytes,
                maxRequests,
                retry,
                firstBackoff,
                maxBackoff,
                ban,
                all);
    }

    /** The same with other queues. */
    public NetworkLimits withQueues(long newSoft, long newHard) {
        return new NetworkLimits(
                maxInbound,
                maxOutbound,
                maxHandshakes,
                handshake,
                silence,
                bytesPerSecond,
                messagesPerSecond,
                newSoft,
                newHard,
                maxRequests,
                retry,
                firstBackoff,
                maxBackoff,
                ban,
                all);
    }

    /** The same with other bounds of all peers together. */
    public NetworkLimits with(NetworkCaps newCaps) {
        return new NetworkLimits(
                maxInbound,
                maxOutbound,
                maxHandshakes,
                handshake,
                silence,
                bytesPerSecond,
                messagesPerSecond,
                softQueueBytes,
                hardQueueBytes,
                maxRequests,
                retry,
                firstBackoff,
                maxBackoff,
                ban,
                newCaps);
    }
}
