package io.gradchain.node.rpc.limit;

import java.time.Duration;

/**
 * Of WebSockets. A frame costs a unit, see {@link CallLimits}.
 *
 * @param all open at one time
 * @param messageBytes of one message, whole or in fragments
 * @param fragments of one message
 * @param openCalls of one socket, running or not yet sent; beyond, the socket is not read
 * @param subscriptions of one socket
 * @param allSubscriptions of all together
 * @param queuedEvents that wait to be sent to one socket; beyond, the oldest are dropped
 * @param queuedBytes of them
 * @param silence after which a ping is sent; after as much again without a word the socket is closed
 */
public record SocketLimits(
        int all,
        int messageBytes,
        int fragments,
        int openCalls,
        int subscriptions,
        int allSubscriptions,
        int queuedEvents,
        int queuedBytes,
        Duration silence) {
    public SocketLimits {
        if (all < 1 || messageBytes < 1 || fragments < 1 || openCalls < 1 || subscriptions < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    public static SocketLimits usual() {
        return new SocketLimits(32, 1 << 20, 64, 16, 100, 1_000, 256, 1 << 20, Duration.ofSeconds(30));
    }
}
