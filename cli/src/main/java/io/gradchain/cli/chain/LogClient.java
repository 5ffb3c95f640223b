package io.gradchain.cli.chain;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The levels of the logs of one node's process, through JSON-RPC and the token of its data directory. */
public final class LogClient implements AutoCloseable {
    private final Rpc rpc;

    public LogClient(String url, String token) {
        this.rpc = new Rpc(url, Optional.of(token));
    }

    /** Levels by module. */
    public SortedMap<String, String> levels() {
        return levels(rpc.call("node_log_level", Rpc.params()));
    }

    /** Sets one, and tells all. */
    public SortedMap<String, String> set(String module, String level) {
        ObjectNode params = Rpc.params().put("module", module).put("level", level);
        return levels(rpc.call("node_log_level", params));
    }

    private static SortedMap<String, String> levels(JsonNode told) {
        SortedMap<String, String> levels = new TreeMap<>();
        told.properties()
                .forEach(entry -> levels.put(entry.getKey(), entry.getValue().asString()));
        return levels;
    }

    @Override
    public void close() {
        rpc.close();
    }
}
