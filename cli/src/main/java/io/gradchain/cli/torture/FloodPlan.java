package io.gradchain.cli.torture;

import java.time.Duration;

/**
 * What {@code torture flood} does.
 *
 * @param time of the quiet measurement, and again of that under attack
 * @param rate honest transfers a second
 * @param messages a second of each babbling peer
 * @param handshakes that stay half-open
 * @param slowClients of the RPC
 * @param spam transactions over the time of the attack, half of them by RPC and half by a peer
 */
public record FloodPlan(
        String engine,
        int nodes,
        Duration time,
        int rate,
        int messages,
        int handshakes,
        int slowClients,
        int spam,
        long seed) {
    int spamPerSecond() {
        return Math.max(1, (int) (spam / 2 / Math.max(1, time.toSeconds())));
    }
}
