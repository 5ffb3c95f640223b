package io.gradchain.node.rpc.limit;

import java.time.Duration;

/**
 * Of connections.
 *
 * @param all open at one time; beyond, the oldest that has no whole request is closed for the new one
 * @param perAddress of them from one address that is not this machine
 * @param request time for a whole request to arrive
 * @param idle time a kept connection may rest between requests
 * @param write time an answer may take to leave, for each MiB of it that is begun
 * @param heldBytes of requests that arrive or run and answers that leave, of all connections together
 */
public record ConnectionLimits(
        int all, int perAddress, Duration request, Duration idle, Duration write, long heldBytes) {
    public ConnectionLimits {
        if (all < 1 || perAddress < 1 || heldBytes < 1) {
            throw new IllegalArgumentException("connections and bytes are positive");
        }
    }

    public static ConnectionLimits usual() {
        return new ConnectionLimits(
                128, 16, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), 64L << 20);
    }
}
