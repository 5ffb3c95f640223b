package io.gradchain.consensus.sim;

import java.util.SplittableRandom;

/** Ways in which a network falls apart. */
public enum Split {
    NONE,
    /** Each node falls on one of two sides by a coin, for a moment. */
    MOMENTARY,
    /** Two halves. */
    HALVES,
    /** Everybody hears a majority, and no two of them the same one. */
    RING,
    /** Two halves with one node that hears both. */
    BRIDGE,
    /** One node is alone. */
    ONE,
    /** Two sides drawn anew every round: who runs twice hears one side with one self and the other with the other. */
    SHIFTING;

    /** Whether {@code from} reaches {@code to}, for each pair. */
    boolean[][] reach(int nodes, SplittableRandom random) {
        int[] side = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            side[i] = this == MOMENTARY || this == SHIFTING ? random.nextInt(2) : i % 2;
        }
        int lonely = random.nextInt(nodes);
        boolean[][] reach = new boolean[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                reach[from][to] = from == to
                        || switch (this) {
                            case NONE -> true;
                            case MOMENTARY, HALVES, SHIFTING -> side[from] == side[to];
                            case BRIDGE -> side[from] == side[to] || from == lonely || to == lonely;
                            case ONE -> from != lonely && to != lonely;
                            case RING -> distance(from, to, nodes) <= (nodes / 2 + 1) / 2;
                        };
            }
        }
        return reach;
    }

    /** Whom each node hears, for people. */
    static String words(boolean[][] reach) {
        StringBuilder words = new StringBuilder();
        for (int to = 0; to < reach.length; to++) {
            words.append(to == 0 ? "" : ", ").append(to).append(" hears");
            for (int from = 0; from < reach.length; from++) {
                words.append(from != to && reach[from][to] ? " " + from : "");
            }
        }
        return words.toString();
    }

    private static int distance(int from, int to, int nodes) {
        int apart = Math.abs(from - to);
        return Math.min(apart, nodes - apart);
    }
}
