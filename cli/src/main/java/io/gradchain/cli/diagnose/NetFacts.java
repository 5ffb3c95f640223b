package io.gradchain.cli.diagnose;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was seen of a network in one look at all of its nodes.
 *
 * @param parameters the numbers its engine runs with; empty where no node answers
 * @param watchedMillis between the first and the second look at the final block
 */
public record NetFacts(SortedMap<String, Long> parameters, long watchedMillis, List<NodeFacts> nodes) {
    public NetFacts {
        parameters = new TreeMap<>(parameters);
        nodes = List.copyOf(nodes);
    }

    List<NodeFacts> answering() {
        return nodes.stream().filter(node -> node.told().isPresent()).toList();
    }

    /** The highest final height anybody has. */
    long best() {
        return answering().stream()
                .mapToLong(node -> node.told().get().finalHeight())
                .max()
                .orElse(0);
    }

    /** The node that is furthest: whose word on the committee and the view counts. */
    Optional<NodeFacts.Told> furthest() {
        return answering().stream()
                .map(node -> node.told().get())
                .max(Comparator.comparingLong(NodeFacts.Told::finalHeight).thenComparingLong(NodeFacts.Told::view));
    }

    /** Empty blocks come at the latest after so many ms; 0 where the engine does not say. */
    long idleMillis() {
        return parameters.getOrDefault("max_empty_interval_ms", 0L);
    }

    boolean mined() {
        return parameters.containsKey("block_time_ms");
    }

    boolean hasWork() {
        return answering().stream().anyMatch(node -> node.told().get().executableGas() > 0);
    }
}
