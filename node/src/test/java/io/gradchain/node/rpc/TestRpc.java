package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.SocketLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A running server with a few methods, and a client so plain that it can send anything. */
public final class TestRpc implements AutoCloseable {
    public final RpcServer server;
    public final Feed feed;
    /** What {@code test_wait} waits for, by name. */
    final Map<String, CompletableFuture<String>> events = new ConcurrentHashMap<>();

    public final InetSocketAddress address;

    public TestRpc(RpcConfig config) {
        SocketLimits sockets = config.settings().sockets();
        feed = new Feed(sockets.subscriptions(), sockets.allSubscriptions());
        Pages pages = new Pages().add("/health", () -> Pages.Page.text(200, "ok\n"));
        server = new RpcServer(config, methods(feed, events), pages, feed);
        if (!(server.start() instanceof RpcServer.Start.Listening(InetSocketAddress listening))) {
            throw new AssertionError("the server does not listen");
        }
        address = listening;
    }

    public static TestRpc local() {
        return new TestRpc(RpcConfig.local(0, Optional.empty()));
    }

    static RpcConfig with(UnaryOperator<RpcSettings> change) {
        return RpcConfig.local(0, Optional.empty()).with(change.apply(RpcSettings.usual()));
    }

    static RpcMethods methods(Feed feed, Map<String, CompletableFuture<String>> events) {
        return new RpcMethods(true)
                .register(
                        "test_sum",
                        "Adds two numbers.",
                        List.of(
                                RpcMethods.Param.required("a", "u63 string", "first"),
                                RpcMethods.Param.optional("b", "u63 string", "second, 0 if absent")),
                        params -> RpcResult.ok(Json.number(
                                params.number("a") + params.findNumber("b").orElse(0L))))
                .register(
                        "test_length",
                        "Counts bytes.",
                        List.of(RpcMethods.Param.required("data", "hex", "up to 1 MiB")),
                        params -> RpcResult.ok(Json.number(params.bytes("data", 1 << 20).length)))
                .register(
                        "test_reject", "Refuses.", List.of(), params -> RpcResult.rejected("TX-01", "wrong chain", "x"))
                .register("test_bug", "Fails.", List.of(), params -> {
                    throw new IllegalStateException("secret detail");
                })
                .register(
                        "test_wait",
                        "Answers when told to.",
                        List.of(RpcMethods.Param.required("event", "text", "which")),
                        params -> {
                            CompletableFuture<String> event = events.computeIfAbsent(
                                            params.text("event"), name -> new CompletableFuture<>())
                                    .copy();
                            return new RpcResult.Later(event, () -> RpcResult.ok(Json.text(event.join())));
                        })
                .register(
                        "test_block",
                        "Holds its thread until told otherwise.",
                        List.of(RpcMethods.Param.required("event", "text", "which")),
                        params -> RpcResult.ok(Json.text(
                                events.computeIfAbsent(params.text("event"), name -> new CompletableFuture<>())
                                        .join())))
                .register(
                        "test_large",
                        "Answers with so many characters.",
                        List.of(RpcMethods.Param.required("size", "u63 string", "how many")),
                        params -> RpcResult.ok(Json.text("x".repeat((int) params.number("size")))))
                .register("test_subscribe", "Subscribes.", List.of(), params -> params.reader()
                        .map(reader -> feed.subscribe(reader, "test", "test")
                                .map(made -> RpcResult.ok(Json.text(made.id())))
                                .orElseGet(() -> RpcResult.failed(RpcErrorCode.TOO_MANY_SUBSCRIPTIONS.plain())))
                        .orElseGet(() -> RpcResult.failed(RpcErrorCode.NEEDS_SOCKET.plain())))
                .registerDevOnly("dev_secret", "Guarded.", List.of(), params -> RpcResult.ok(Json.text("opened")));
    }

    /** A POST with the usual headers. */
    String post(String body, String... headers) throws IOException {
        return exchange(request(body, headers));
    }

    String request(String body, String... headers) {
        StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\n");
        text.append("Content-Type: application/json\r\nConnection: close\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return text.append("Content-Length: ")
                .append(length)
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    /** Sends the bytes as they are and returns all that comes until the server hangs up. */
    String exchange(String raw) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(5000);
        return socket;
    }

    static JsonNode json(String response) {
        return Json.read(response.substring(response.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8));
    }

    static String codeOf(String response) {
        return json(response).path("error").path("data").path("code").asString("none");
    }

    @Override
    public void close() {
        events.values().forEach(event -> event.complete("closed"));
        server.close();
        feed.close();
    }
}
