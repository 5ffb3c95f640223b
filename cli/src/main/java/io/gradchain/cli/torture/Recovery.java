package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How a node that was started again comes back: it answers, it holds for final what anybody was told before its start,
 * and it takes part, which is to write a vote of its new life or, under an engine without votes, to have the network's
 * head. It is back when it does all three.
 */
final class Recovery {
    private final Scene scene;
    private final int node;
    private final long target;
    private final long start = System.nanoTime();
    private final SortedMap<Phase, Long> reached = new TreeMap<>();

    /** What is waited for, each by itself. */
    enum Phase {
        ANSWERS("answers"),
        CAUGHT_UP("has all that was final"),
        TAKES_PART("takes part"),
        BACK("is back");

        private final String title;

        Phase(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Begins with the start of the process; {@code target} is the highest height that was final before. */
    Recovery(Scene scene, int node, long target) {
        this.scene = scene;
        this.node = node;
        this.target = target;
    }

    static SortedMap<Phase, Histogram> histograms() {
        SortedMap<Phase, Histogram> all = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            all.put(phase, Percentiles.histogram());
        }
        return all;
    }

    /** Looks at the node; whether it is back. */
    boolean done() {
        Optional<Door.Status> status = scene.net().door(node).status();
        if (status.isPresent()) {
            reach(Phase.ANSWERS, true);
            reach(Phase.CAUGHT_UP, status.get().finalHeight() >= target);
        }
        reach(Phase.TAKES_PART, reached.containsKey(Phase.TAKES_PART) || takesPart(scene, node));
        reach(Phase.BACK, reached.size() == Phase.values().length - 1);
        return reached.containsKey(Phase.BACK);
    }

    private void reach(Phase phase, boolean so) {
        if (so) {
            reached.putIfAbsent(phase, System.nanoTime() - start);
        }
    }

    /** Whether the node has voted since it was killed; without votes, whether its head is the highest of all. */
    static boolean takesPart(Scene scene, int node) {
        TortureNet net = scene.net();
        if (scene.votes().isPresent()) {
            return scene.votes().get().wrote(node, net.data(node));
        }
        long highest = net.doors().stream()
                .filter(door -> door != net.door(node))
                .flatMap(door -> door.status().stream())
                .mapToLong(Door.Status::head)
                .max()
                .orElse(0);
        return net.door(node).status().filter(s -> s.head() >= highest).isPresent();
    }

    /** Adds the times to those of other lives. */
    void record(Map<Phase, Histogram> times) {
        reached.forEach((phase, nanos) -> Percentiles.record(times.get(phase), nanos));
    }

    long millis() {
        return reached.getOrDefault(Phase.BACK, System.nanoTime() - start) / 1_000_000;
    }

    @Override
    public String toString() {
        return "it reached " + reached.keySet() + ", to catch up with height " + target;
    }
}
