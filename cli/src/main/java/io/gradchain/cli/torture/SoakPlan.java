package io.gradchain.cli.torture;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What {@code torture soak} does.
 *
 * @param time under load, after the rate was found
 * @param samples of each process in that time, evenly spread
 * @param rate transfers a second; without one, seven tenths of what the testnet can do
 */
public record SoakPlan(String engine, int nodes, Duration time, int samples, OptionalInt rate, long seed) {
    public SoakPlan {
        if (samples < 3) {
            throw new IllegalArgumentException("growth is judged by thirds");
        }
    }
}
