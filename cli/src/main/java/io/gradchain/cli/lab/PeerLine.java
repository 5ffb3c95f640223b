package io.gradchain.cli.lab;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One connection as one of its ends tells it.
 *
 * @param peer name of the other end, or the start of its key
 * @param inbound the other end dialled
 * @param finalHeight what it says of its final block; empty before it said anything
 * @param points of misbehaviour; 100 ban
 */
public record PeerLine(
        String node,
        String peer,
        String key,
        String address,
        boolean inbound,
        long receivedPerSecond,
        long queuedBytes,
        String finalHeight,
        int points) {

    static PeerLine of(String node, String peer, JsonNode told) {
        return new PeerLine(
                node,
                peer,
                told.path("key").asString(),
                told.path("address").asString(),
                told.path("inbound").asBoolean(),
                Long.parseLong(told.path("receivedPerSecond").asString()),
                Long.parseLong(told.path("queuedBytes").asString()),
                told.path("finalHeight").asString(""),
                told.path("points").asInt());
    }

    public void write(ObjectNode out) {
        out.put("node", node)
                .put("peer", peer)
                .put("key", key)
                .put("address", address)
                .put("inbound", inbound)
                .put("receivedPerSecond", receivedPerSecond)
                .put("queuedBytes", queuedBytes)
                .put("finalHeight", finalHeight)
                .put("points", points);
    }
}
