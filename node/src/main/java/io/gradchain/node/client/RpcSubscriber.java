package io.gradchain.node.client;

import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One subscription to what happens on a node's chain, over a WebSocket of its own. */
public final class RpcSubscriber implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http;
    private final CompletableFuture<RpcOutcome> answer = new CompletableFuture<>();
    private final CompletableFuture<RpcSubscriber> ended = new CompletableFuture<>();
    private final Consumer<JsonNode> events;

    private RpcSubscriber(HttpClient http, Consumer<JsonNode> events) {
        this.http = http;
        this.events = events;
    }

    /** How {@link #subscribe} ended. */
    public sealed interface Start {
        record Subscribed(RpcSubscriber subscriber) implements Start {}

        record Failed(RpcFailure failure) implements Start {}
    }

    /**
     * Subscribes and waits for the answer.
     *
     * @param node such as {@code ws://127.0.0.1:8545/ws}
     * @param params of {@code chain_subscribe}
     * @param events takes the {@code params} of each {@code chain_event}, one after the other; the next is read afterwards
     */
    public static Start subscribe(URI node, JsonNode params, Consumer<JsonNode> events) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        RpcSubscriber made = new RpcSubscriber(http, events);
        String call = Json.object()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", "chain_subscribe")
                .set("params", params)
                .toString();
        RpcOutcome outcome;
        try {
            var _ = http.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(node, made.new Reader())
                    .thenCompose(socket -> socket.sendText(call, true))
                    .exceptionally(failure -> {
                        made.answer.completeExceptionally(failure);
                        return null;
                    });
            outcome = made.answer
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            var error = RpcErrorCode.UNREACHABLE.with(node + ": " + e.getCause());
            outcome = new RpcFailure(error.code(), error.number(), error.message(), error.hint());
        }
        if (outcome instanceof RpcFailure failure) {
            made.close();
            return new Start.Failed(failure);
        }
        return new Start.Subscribed(made);
    }

    /** Completes when the node or {@link #close} ended it. */
    public CompletableFuture<RpcSubscriber> ended() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
        ended.complete(this);
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                take(whole);
            }
            socket.request(1);
            return null;
        }

        private void take(String whole) {
            JsonNode message;
            try {
                message = Json.read(whole.getBytes(StandardCharsets.UTF_8));
            } catch (JacksonException broken) {
                return;
            }
            if (message.has("method")) {
                events.accept(message.path("params"));
            } else {
                answer.complete(RpcClient.outcome(message, "the node"));
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            ended.complete(RpcSubscriber.this);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
            ended.complete(RpcSubscriber.this);
        }
    }
}
