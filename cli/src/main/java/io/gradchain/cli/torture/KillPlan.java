package io.gradchain.cli.torture;

import java.time.Duration;

/**
 * What {@code torture kill} and {@code torture kill-all} do.
 *
 * @param kills how often; where one node is killed, every fourth time while it recovers from the one before
 * @param rate transfers a second
 * @param patience for a recovery before it counts as one that never came
 */
public record KillPlan(String engine, int nodes, int kills, int rate, long seed, Duration patience) {
    public KillPlan {
        if (nodes < 1 || kills < 1 || rate < 1) {
            throw new IllegalArgumentException("nothing to kill");
        }
    }
}
