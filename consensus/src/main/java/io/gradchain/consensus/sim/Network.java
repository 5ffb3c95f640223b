package io.gradchain.consensus.sim;

import java.util.SplittableRandom;

/** What becomes of a message: who reaches whom, how often it arrives, and when. */
final class Network {
    private static final long ROUND_MILLIS = 250;

    private final Scenario scenario;
    private final Scenario.Links links;
    private final int nodes;
    private final World world;
    private final SplittableRandom random;
    private boolean[][] reach;
    private boolean chaos = true;

    Network(Scenario scenario, int nodes, World world, SplittableRandom random) {
        this.scenario = scenario;
        this.links = scenario.links();
        this.nodes = nodes;
        this.world = world;
        this.random = random;
    }

    /** Plans the partitions of the chaos. */
    void start() {
        int chaosMillis = scenario.chaosMillis();
        switch (links.split()) {
            case NONE -> {}
            case MOMENTARY ->
                world.later(random.nextInt(chaosMillis), () -> {
                    split();
                    world.later(100 + random.nextInt(600), this::mend);
                });
            case HALVES, RING, BRIDGE, ONE -> world.later(Math.min(1_000, chaosMillis / 6), this::split);
            case SHIFTING -> shift();
        }
    }

    private void shift() {
        if (chaos) {
            split();
            world.later(ROUND_MILLIS + random.nextInt((int) ROUND_MILLIS), this::shift);
        }
    }

    private void split() {
        if (chaos) {
            reach = links.split().reach(nodes, random);
            world.monitor().split(reach);
        }
    }

    private void mend() {
        boolean apart = reach != null;
        reach = null;
        if (apart) {
            world.monitor().mended();
        }
    }

    void heal() {
        chaos = false;
        mend();
    }

    /** How often a message arrives. */
    int copies(int from, int to) {
        if (!chaos) {
            return 1;
        }
        if ((reach != null && !reach[from][to]) || random.nextInt(1000) < links.lossPermille()) {
            return 0;
        }
        return random.nextInt(1000) < links.duplicatePermille() ? 2 : 1;
    }

    long delay(int from, int to) {
        Latency latency = chaos ? links.latency() : scenario.settled();
        return latency.draw(from, to, random);
    }
}
