package io.gradchain.cli.lab;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One ban of one node.
 *
 * @param who a network key in hex, or an address
 */
public record BanLine(String node, String who, long secondsLeft, String reason) {

    static BanLine of(String node, JsonNode told) {
        return new BanLine(
                node,
                told.path("who").asString(),
                Long.parseLong(told.path("secondsLeft").asString()),
                told.path("reason").asString());
    }

    public void write(ObjectNode out) {
        out.put("node", node).put("who", who).put("secondsLeft", secondsLeft).put("reason", reason);
    }
}
