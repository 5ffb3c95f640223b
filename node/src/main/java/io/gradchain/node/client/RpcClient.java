package io.gradchain.node.client;

import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcError;
import io.gradchain.node.rpc.RpcErrorCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls the methods of one node over HTTP; may be used by several threads. */
public final class RpcClient implements AutoCloseable {
    private static final long MAX_ANSWER = 64L << 20;

    private final URI endpoint;
    private final Optional<String> token;
    private final Duration timeout;
    private final AtomicLong ids = new AtomicLong();
    private final HttpClient http;

    /**
     * @param endpoint such as {@code http://127.0.0.1:8545/}
     * @param token the digits of the node's token file, for development methods
     * @param timeout of one whole call
     */
    public RpcClient(URI endpoint, Optional<String> token, Duration timeout) {
        this.endpoint = endpoint;
        this.token = token;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Calls one method and waits. {@code params} is a JSON object by name or an array in order. */
    public RpcOutcome call(String method, JsonNode params) {
        ObjectNode request = Json.object().put("jsonrpc", "2.0").put("id", ids.incrementAndGet());
        request.put("method", method).set("params", params);
        HttpRequest.Builder post = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)));
        token.ifPresent(digits -> post.header("Authorization", "Bearer " + digits));
        try {
            HttpResponse<byte[]> response = http.send(
                    post.build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
            return read(response.body());
        } catch (HttpTimeoutException e) {
            return failure(
                    RpcErrorCode.UNREACHABLE.with(endpoint + " gave no answer in " + timeout.toMillis() + " ms"));
        } catch (ConnectException e) {
            return failure(RpcErrorCode.UNREACHABLE.with(endpoint + " refused the connection"));
        } catch (IOException e) {
            return failure(RpcErrorCode.UNREACHABLE.with(endpoint + ": " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure(RpcErrorCode.UNREACHABLE.with("interrupted"));
        }
    }

    private RpcOutcome read(byte[] body) {
        JsonNode answer;
        try {
            answer = Json.read(body);
        } catch (JacksonException e) {
            return failure(RpcErrorCode.BAD_ANSWER.with(endpoint.toString()));
        }
        return outcome(answer, endpoint.toString());
    }

    /** @param node for the words of a failure */
    static RpcOutcome outcome(JsonNode answer, String node) {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            return new RpcFailure(
                    error.path("data").path("code").asString(""),
                    error.path("code").asInt(0),
                    error.path("message").asString(""),
                    error.path("data").path("hint").asString(""),
                    Optional.ofNullable(error.path("data").get("detail")));
        }
        return answer.has("result")
                ? new RpcSuccess(answer.get("result"))
                : failure(RpcErrorCode.BAD_ANSWER.with(node));
    }

    private static RpcFailure failure(RpcError error) {
        return new RpcFailure(error.code(), error.number(), error.message(), error.hint());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
