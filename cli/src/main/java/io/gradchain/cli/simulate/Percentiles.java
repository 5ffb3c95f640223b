package io.gradchain.cli.simulate;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nearest-rank percentiles of exact values, in virtual ms.
 *
 * @param count of the values; the rest is 0 where there are none
 */
public record Percentiles(int count, long p50, long p90, long p95, long p99, long max) {
    public static Percentiles of(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return new Percentiles(
                sorted.size(), at(sorted, 50), at(sorted, 90), at(sorted, 95), at(sorted, 99), at(sorted, 100));
    }

    private static long at(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    /** A row of a table. */
    public String[] row(String name) {
        return new String[] {name, "" + count, "" + p50, "" + p90, "" + p95, "" + p99, "" + max};
    }

    public static String[] header() {
        return new String[] {"virtual ms", "count", "p50", "p90", "p95", "p99", "max"};
    }

    public void put(ObjectNode object) {
        object.put("count", count)
                .put("p50", p50)
                .put("p90", p90)
                .put("p95", p95)
                .put("p99", p99)
                .put("max", max);
    }
}
