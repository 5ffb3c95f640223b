package io.gradchain.consensus.sim;

import java.util.SplittableRandom;

/** How many virtual ms a message takes from one node to another. */
public sealed interface Latency {
    /** One draw; reordering follows from drawing for each message. */
    long draw(int from, int to, SplittableRandom random);

    /** The most a draw gives. */
    long slowest();

    /** The same network once the chaos is over. */
    Latency healed();

    /** Every delay from {@code min} to {@code max} is equally likely, between any two nodes. */
    record Uniform(int min, int max) implements Latency {
        private static final int HEALED_MOST = 30;

        public Uniform {
            if (min < 1 || max < min) {
                throw new IllegalArgumentException("a message takes at least 1 ms, and at most what it takes at most");
            }
        }

        @Override
        public long draw(int from, int to, SplittableRandom random) {
            return random.nextLong(min, max + 1L);
        }

        @Override
        public long slowest() {
            return max;
        }

        @Override
        public Latency healed() {
            return new Uniform(min, Math.max(min, Math.min(max, HEALED_MOST)));
        }
    }

    /** One node's messages take {@code millis} longer, both ways. */
    record OneSlow(Latency others, int node, int millis) implements Latency {
        @Override
        public long draw(int from, int to, SplittableRandom random) {
            return others.draw(from, to, random) + (from == node || to == node ? millis : 0);
        }

        @Override
        public long slowest() {
            return others.slowest() + millis;
        }

        @Override
        public Latency healed() {
            return new OneSlow(others.healed(), node, millis);
        }
    }

    /** Always so long, in chaos and after it. */
    record Steady(Latency latency) implements Latency {
        @Override
        public long draw(int from, int to, SplittableRandom random) {
            return latency.draw(from, to, random);
        }

        @Override
        public long slowest() {
            return latency.slowest();
        }

        @Override
        public Latency healed() {
            return this;
        }
    }

    /** The nodes are spread evenly over the regions of {@link Regions}, and every delay jitters. */
    record World() implements Latency {
        @Override
        public long draw(int from, int to, SplittableRandom random) {
            long base = Regions.oneWayMillis(from, to);
            return base + random.nextLong(base / Regions.JITTER + 1);
        }

        @Override
        public long slowest() {
            return Regions.SLOWEST + Regions.SLOWEST / Regions.JITTER;
        }

        @Override
        public Latency healed() {
            return this;
        }
    }
}
