package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Screen;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a torture gives: figures, and a verdict. */
public sealed interface Report permits KillReport {
    Verdict verdict();

    /** The testnet's folder, which is there still if a promise was broken. */
    Path folder();

    /** For people, the verdict included. */
    void print(Screen screen);

    /** The figures alone. */
    void put(ObjectNode out);

    default ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        verdict().put(out);
        put(out);
        return out;
    }

    /** Writes a distribution in ms. */
    static void put(ObjectNode out, Percentiles times) {
        out.put("count", times.count())
                .put("p50", times.p50() / 1_000.0)
                .put("p95", times.p95() / 1_000.0)
                .put("p99", times.p99() / 1_000.0)
                .put("max", times.max() / 1_000.0);
    }
}
