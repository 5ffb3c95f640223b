package io.gradchain.cli.chain;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSuccess;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls of one node whose failures end the command in the node's own words. */
public final class Rpc implements AutoCloseable {
    /** Above every wait that is asked of a node. */
    private static final Duration TIMEOUT = Duration.ofSeconds(75);

    private final String url;
    private final RpcClient client;

    public Rpc(String url) {
        this(url, Optional.empty());
    }

    /** With the token that opens the development methods of the node. */
    Rpc(String url, Optional<String> token) {
        this.url = url;
        try {
            this.client = new RpcClient(URI.create(url), token, TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw CliError.BAD_OPTION.at("--node " + url, "is not an address", "it looks like http://127.0.0.1:7070");
        }
    }

    public String url() {
        return url;
    }

    static ObjectNode params() {
        return JsonNodeFactory.instance.objectNode();
    }

    JsonNode call(String method, ObjectNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess ok -> ok.result();
            case RpcFailure failure ->
                throw failure.detail()
                        .map(detail -> Traps.failed(problem(failure), detail, "nothing changed, it was only asked"))
                        .orElseGet(() -> problem(failure).failed());
        };
    }

    /** As {@link #call}, empty where the node knows no such thing or does not answer. */
    Optional<JsonNode> find(String method, ObjectNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess ok -> Optional.of(ok.result());
            case RpcFailure failure -> Optional.empty();
        };
    }

    private Problem problem(RpcFailure failure) {
        if (failure.number() == 0) {
            return CliError.NODE_UNREACHABLE.at(url, failure.message()).problem();
        }
        return new Problem(failure.code(), 1, "the node refused", url, failure.message(), failure.hint());
    }

    @Override
    public void close() {
        client.close();
    }
}
