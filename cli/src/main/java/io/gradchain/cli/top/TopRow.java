package io.gradchain.cli.top;

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/** One line of the table: a node now, and what it did since a moment before; without the latter its rates are 0. */
public record TopRow(String name, Optional<Vitals> before, Optional<Vitals> now) {
    static final String[] HEADER = {
        "node", "state", "head", "final", "view", "bl/s", "tx/s", "p50", "p99", "pool", "peer", "kB/s", "cpu", "sync"
    };

    public String state() {
        if (now.isEmpty()) {
            return "down";
        }
        if (!now.get().halted().isEmpty()) {
            return "halted";
        }
        if (now.get().syncing()) {
            return "syncing";
        }
        return now.get().validator() ? "voting" : "watches";
    }

    private double rate(ToLongFunction<Vitals> figure) {
        if (now.isEmpty()
                || before.isEmpty()
                || now.get().time() <= before.get().time()) {
            return 0;
        }
        long millis = now.get().time() - before.get().time();
        // A node that started again counts from 0.
        return Math.max(0, figure.applyAsLong(now.get()) - figure.applyAsLong(before.get())) * 1e3 / millis;
    }

    String[] cells() {
        if (now.isEmpty()) {
            return new String[] {name, "down", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"};
        }
        Vitals is = now.get();
        return new String[] {
            name,
            state(),
            Long.toString(is.height()),
            Long.toString(is.finalHeight()),
            Long.toString(is.view()),
            "%.1f".formatted(rate(Vitals::blocks)),
            "%.0f".formatted(rate(Vitals::transactions)),
            time(is.p50()),
            time(is.p99()),
            Long.toString(is.waiting()),
            is.peersIn() + "+" + is.peersOut(),
            "%.0f".formatted(rate(Vitals::bytes) / 1e3),
            "%.0f%%".formatted(100 * rate(Vitals::cpuNanos) / 1e9),
            time(is.sync())
        };
    }

    /** Three digits at most, and the unit. */
    private static String time(long micros) {
        if (micros == 0) {
            return "-";
        }
        return micros < 1_000
                ? micros + "us"
                : micros < 10_000
                        ? String.format(Locale.ROOT, "%.1fms", micros / 1e3)
                        : micros < 1_000_000
                                ? micros / 1_000 + "ms"
                                : String.format(Locale.ROOT, "%.1fs", micros / 1e6);
    }

    void write(ObjectNode out) {
        out.put("name", name).put("state", state());
        now.ifPresent(is -> out.put("height", is.height())
                .put("finalHeight", is.finalHeight())
                .put("view", is.view())
                .put("blocksPerSecond", rate(Vitals::blocks))
                .put("transactionsPerSecond", rate(Vitals::transactions))
                .put("proposeToFinalP50Micros", is.p50())
                .put("proposeToFinalP99Micros", is.p99())
                .put("waiting", is.waiting())
                .put("peersIn", is.peersIn())
                .put("peersOut", is.peersOut())
                .put("bytesPerSecond", rate(Vitals::bytes))
                .put("cpuShare", rate(Vitals::cpuNanos) / 1e9)
                .put("heapUsedBytes", is.heapBytes())
                .put("syncP95Micros", is.sync())
                .put("halted", is.halted()));
    }

    Optional<Long> pid() {
        return now.map(Vitals::pid);
    }
}
