package io.gradchain.cli.torture;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcOutcome;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client gets from one node, which may be dead at any moment: silence is an answer here. */
final class Door implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String node;
    private final RpcClient client;

    Door(String node, String url) {
        this.node = node;
        this.client = new RpcClient(URI.create(url), Optional.empty(), TIMEOUT);
    }

    /**
     * How far the node is.
     *
     * @param head height of its newest block
     */
    record Status(long head, long finalHeight, String finalBlock, String stateRoot, boolean syncing, String halted) {}

    /** A block on the node's branch. */
    record Block(long height, String hash, String stateRoot, boolean isFinal, List<String> transactions) {
        Block {
            transactions = List.copyOf(transactions);
        }
    }

    String node() {
        return node;
    }

    Optional<Status> status() {
        return ask("node_status", Json.object())
                .map(json -> new Status(
                        number(json, "height"),
                        number(json, "finalHeight"),
                        json.path("finalBlock").asString(),
                        json.path("stateRoot").asString(),
                        json.path("syncing").asBoolean(),
                        json.path("halted").asString("")));
    }

    Optional<Block> block(long height) {
        return ask("chain_block", Json.object().put("block", Long.toString(height)))
                .map(json -> {
                    List<String> hashes = new ArrayList<>();
                    json.path("transactions").forEach(tx -> hashes.add(tx.asString()));
                    return new Block(
                            height,
                            json.path("hash").asString(),
                            json.path("stateRoot").asString(),
                            json.path("final").asBoolean(),
                            hashes);
                });
    }

    /** The node's final height once it is at {@code height} or {@code millis} are over; empty where it does not answer. */
    Optional<Long> awaitFinal(long height, long millis) {
        ObjectNode params = Json.object()
                .put("height", Long.toString(height))
                .put("timeoutMillis", Long.toString(Math.min(millis, TIMEOUT.toMillis() / 2)));
        return ask("chain_waitFinal", params).map(json -> number(json, "finalHeight"));
    }

    /** The height of the block the transaction is in, if the node holds it for final. */
    Optional<Long> finalHeightOf(String transaction) {
        return ask("tx_get", Json.object().put("hash", transaction))
                .filter(json -> json.path("status").asString().equals("final"))
                .map(json -> number(json, "height"));
    }

    /** Empty if the node took it, else the code of its refusal. */
    Optional<String> submit(byte[] signed) {
        RpcOutcome outcome =
                client.call("tx_submit", Json.object().put("raw", HexFormat.of().formatHex(signed)));
        return outcome instanceof RpcFailure failure ? Optional.of(failure.code()) : Optional.empty();
    }

    private Optional<JsonNode> ask(String method, ObjectNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess ok -> Optional.of(ok.result());
            case RpcFailure silent -> Optional.empty();
        };
    }

    private static long number(JsonNode json, String field) {
        return Long.parseLong(json.path(field).asString("0"));
    }

    @Override
    public void close() {
        client.close();
    }
}
