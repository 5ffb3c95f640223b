package io.gradchain.cli.chain;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSuccess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Questions to a node that may be in trouble: a silence of two seconds is an answer too. */
public final class WatchClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RpcClient client;

    /** @param token of the node's data directory, where it is known: the network lab answers to nobody else */
    public WatchClient(String url, Optional<String> token) {
        this.client = new RpcClient(URI.create(url), token, PATIENCE);
    }

    /** What the node says of itself at this moment, such as {@code node_vitals}; empty where it does not. */
    public Optional<JsonNode> ask(String method) {
        return ask(method, JsonNodeFactory.instance.objectNode());
    }

    /** The hash of the node's block at {@code height}. */
    public Optional<String> block(long height) {
        return ask("chain_block", JsonNodeFactory.instance.objectNode().put("block", Long.toString(height)))
                .map(block -> block.path("hash").asString());
    }

    private Optional<JsonNode> ask(String method, ObjectNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess ok -> Optional.of(ok.result());
            case RpcFailure failure -> Optional.empty();
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
