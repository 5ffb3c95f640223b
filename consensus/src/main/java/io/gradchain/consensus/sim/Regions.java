package io.gradchain.consensus.sim;

import java.util.List;

/**
 * Eight places around the world and the ms between them, one way: half of round trips as they are between data centres
 * there, in round figures. It is a model of the right order, not a measurement.
 */
final class Regions {
    static final List<String> NAMES =
            List.of("virginia", "oregon", "ireland", "frankfurt", "tokyo", "singapore", "sydney", "sao paulo");

    /** A delay is drawn from the base to the base and one part in so many. */
    static final long JITTER = 10;

    private static final int[][] ROUND_TRIP = {
        {2, 66, 68, 91, 148, 214, 198, 114},
        {66, 2, 120, 140, 98, 164, 140, 175},
        {68, 120, 2, 24, 205, 175, 256, 178},
        {91, 140, 24, 2, 226, 157, 250, 203},
        {148, 98, 205, 226, 2, 70, 110, 256},
        {214, 164, 175, 157, 70, 2, 92, 325},
        {198, 140, 256, 250, 110, 92, 2, 310},
        {114, 175, 178, 203, 256, 325, 310, 2},
    };

    /** The most {@link #oneWayMillis} gives. */
    static final long SLOWEST = 162;

    private Regions() {}

    /** Node i is in region i mod 8. */
    static int oneWayMillis(int from, int to) {
        return ROUND_TRIP[from % ROUND_TRIP.length][to % ROUND_TRIP.length] / 2;
    }

    static String of(int node) {
        return NAMES.get(node % NAMES.size());
    }
}
