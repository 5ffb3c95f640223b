package io.gradchain.node.rpc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A running server with a few methods, and a client so plain that it can send anything. */
public final class TestRpc implements AutoCloseable {
    public final RpcServer server;
    public final InetSocketAddress address;

    public TestRpc(RpcConfig config) {
        server = new RpcServer(config, methods(), new Pages().add("/health", () -> Pages.Page.text(200, "ok\n")));
        if (!(server.start() instanceof RpcServer.Start.Listening(InetSocketAddress listening))) {
            throw new AssertionError("the server does not listen");
        }
        address = listening;
    }

    public static TestRpc local() {
        return new TestRpc(RpcConfig.local(0, Optional.empty()));
    }

    static RpcMethods methods() {
        return new RpcMethods()
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
        server.close();
    }
}
