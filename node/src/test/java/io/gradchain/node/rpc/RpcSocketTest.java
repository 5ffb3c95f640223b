package io.gradchain.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.rpc.limit.CallLimits;
import io.gradchain.node.rpc.limit.ConnectionLimits;
import io.gradchain.node.rpc.limit.SocketLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WebSocket over a real socket, with honest and hostile frames. */
@Timeout(60)
final class RpcSocketTest {
    private static final String SUM = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"test_sum\",\"params\":[1,2]}";
    private static final String SUBSCRIBE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_subscribe\"}";

    private Leaks leaks;

    @BeforeEach
    void watch() {
        leaks = new Leaks();
    }

    @AfterEach
    void nothingLeaked() {
        leaks.close();
    }

    private static TestRpc server(UnaryOperator<RpcSettings> change) {
        return new TestRpc(TestRpc.with(change));
    }

    private static SocketLimits sockets(int all, int subscriptions, int allSubscriptions, Duration silence) {
        return new SocketLimits(all, 1 << 20, 64, 4, subscriptions, allSubscriptions, 256, 1 << 20, silence);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void serves(TestRpc rpc) throws IOException {
        assertThat(rpc.post(SUM)).contains("\"result\":\"3\"");
        try (RawSocket socket = new RawSocket(rpc)) {
            socket.text(SUM);
            assertThat(socket.read().text()).contains("\"result\":\"3\"");
        }
    }

    @Test
    void callsAreAnsweredAndEventsComeUntilTheSocketIsClosed() throws Exception {
        try (TestRpc rpc = TestRpc.local()) {
            try (RawSocket socket = new RawSocket(rpc)) {
                socket.text(SUM);
                assertThat(socket.read().json().get("result").stringValue()).isEqualTo("3");
                socket.send(RawSocket.frame(RawSocket.TEXT, false, true, bytes(SUM.substring(0, 20))));
                socket.send(RawSocket.frame(RawSocket.PING, true, true, bytes("?")));
                socket.send(RawSocket.frame(RawSocket.CONTINUATION, true, true, bytes(SUM.substring(20))));
                assertThat(socket.read()).isEqualTo(new RawSocket.Frame(RawSocket.PONG, 0, "?"));
                assertThat(socket.read().text()).contains("\"result\":\"3\"");
                socket.text(SUBSCRIBE);
                assertThat(socket.read().json().get("result").stringValue()).isEqualTo("1");
                rpc.feed.publish("other", () -> bytes("0"));
                rpc.feed.publish("test", () -> bytes("{\"a\":1}"));
                assertThat(socket.read().json())
                        .hasToString("{\"jsonrpc\":\"2.0\",\"method\":\"chain_event\",\"params\":"
                                + "{\"subscription\":\"1\",\"topic\":\"test\",\"result\":{\"a\":1}}}");
                assertThat(TestRpc.codeOf(rpc.post(SUBSCRIBE))).isEqualTo("R-36");
                socket.send(RawSocket.frame(RawSocket.CLOSE, true, true, new byte[0]));
                assertThat(socket.readClose().code()).isEqualTo(1000);
            }
            Await.until(() -> rpc.feed.size() == 0);
        }
    }

    @Test
    void noPageOfAnotherSiteAndNoOtherProtocolGetsASocket() throws Exception {
        try (TestRpc rpc = TestRpc.local()) {
            String good = RawSocket.upgrade(rpc);
            assertThat(rpc.exchange(RawSocket.upgrade(rpc, "Origin: https://evil.example\r\n")))
                    .startsWith("HTTP/1.1 403")
                    .contains("R-15");
            assertThat(rpc.exchange(good.replaceFirst("Host: [^\r]*", "Host: evil.example")))
                    .startsWith("HTTP/1.1 403")
                    .contains("R-14");
            for (String bad : List.of(
                    good.replace("Version: 13", "Version: 99"),
                    good.replace("Version: 13", "Version: 8"),
                    good.replace("Upgrade: websocket\r\n", ""),
                    good.replaceFirst("Sec-WebSocket-Key: [^\r]*\r\n", ""),
                    "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                assertThat(rpc.exchange(bad)).startsWith("HTTP/1.1 4").contains("R-39");
            }
            serves(rpc);
        }
    }

    @ParameterizedTest
    @CsvSource({"binary, 1003", "unmasked, 1002", "fragments, 1009", "large, 1009", "reserved, 1002", "utf8, 1007"})
    void aFrameThatBreaksARuleClosesTheSocket(String kind, int code) throws Exception {
        try (TestRpc rpc = TestRpc.local();
                RawSocket socket = new RawSocket(rpc)) {
            switch (kind) {
                case "binary" -> socket.send(RawSocket.frame(RawSocket.BINARY, true, true, bytes(SUM)));
                case "unmasked" -> socket.send(RawSocket.frame(RawSocket.TEXT, true, false, bytes(SUM)));
                case "large" -> {
                    byte[] head = RawSocket.frame(RawSocket.TEXT, true, true, new byte[(1 << 20) + 1]);
                    socket.send(Arrays.copyOf(head, 14));
                }
                case "fragments" -> {
                    socket.send(RawSocket.frame(RawSocket.TEXT, false, true, bytes("[")));
                    for (int i = 0; i < 64; i++) {
                        socket.send(RawSocket.frame(RawSocket.CONTINUATION, false, true, new byte[0]));
                    }
                }
                case "reserved" -> socket.send(RawSocket.frame(0x41, true, true, bytes(SUM)));
                default -> socket.send(RawSocket.frame(RawSocket.TEXT, true, true, new byte[] {(byte) 0xc3, 0x28}));
            }
            assertThat(socket.readClose().code()).isEqualTo(code);
            serves(rpc);
        }
    }

    @Test
    void socketsAndSubscriptionsAreBounded() throws Exception {
        try (TestRpc rpc = server(settings -> settings.with(sockets(2, 3, 5, Duration.ofSeconds(30))));
                RawSocket first = new RawSocket(rpc);
                RawSocket second = new RawSocket(rpc)) {
            assertThat(rpc.exchange(RawSocket.upgrade(rpc)))
                    .startsWith("HTTP/1.1 503")
                    .contains("R-37");
            for (RawSocket socket : List.of(first, second)) {
                int taken = 0;
                for (int i = 0; i < 20; i++) {
                    socket.text(SUBSCRIBE);
                    String answer = socket.read().text();
                    if (answer.contains("result")) {
                        taken++;
                    } else {
                        assertThat(answer).contains("R-38");
                    }
                }
                assertThat(taken).isEqualTo(socket == first ? 3 : 2);
            }
            assertThat(rpc.post(SUM)).contains("\"result\":\"3\"");
        }
    }

    @Test
    @SuppressWarnings("try") // closed before its block ends, on purpose
    void aFloodWhoseAnswersNobodyReadsIsHeldBack() throws Exception {
        String large = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"test_large\",\"params\":[100000]}";
        try (TestRpc rpc = server(settings -> settings.with(sockets(5, 3, 5, Duration.ofSeconds(30))));
                RawSocket socket = new RawSocket(rpc)) {
            Thread flood = Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 20_000; i++) {
                        socket.text(large);
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
            Await.until(() -> rpc.server.heldBytes() > 300_000);
            for (int i = 0; i < 20; i++) {
                serves(rpc);
                assertThat(rpc.server.heldBytes()).isLessThan(1_000_000);
            }
            socket.close();
            flood.join();
            Await.until(() -> rpc.server.heldBytes() == 0);
        }
    }

    @Test
    void whoReadsEventsTooSlowlyMissesTheOldestAndIsToldHowMany() throws Exception {
        int events = 8_000;
        String filler = "x".repeat(4_000);
        try (TestRpc rpc = TestRpc.local();
                RawSocket slow = new RawSocket(rpc)) {
            slow.socket.setSoTimeout(20_000);
            slow.text(SUBSCRIBE);
            assertThat(slow.read().text()).contains("result");
            for (int i = 0; i < events; i++) {
                int number = i;
                rpc.feed.publish("test", () -> bytes("{\"n\":" + number + ",\"x\":\"" + filler + "\"}"));
            }
            serves(rpc);
            CompletableFuture<Void> behind = new CompletableFuture<>();
            Await.until(() -> {
                rpc.feed.later(Set.of(), () -> behind.complete(null));
                return behind.isDone();
            });
            rpc.feed.publish("test", () -> bytes("{\"n\":-1}"));
            long seen = 0;
            long missed = 0;
            int last = -1;
            while (true) {
                RawSocket.Frame frame = slow.read();
                var params = frame.json().get("params");
                missed += params.path("missed").asLong(0);
                int number = params.get("result").get("n").intValue();
                if (number < 0) {
                    break;
                }
                assertThat(number).isGreaterThan(last);
                last = number;
                seen++;
            }
            assertThat(missed).isPositive();
            assertThat(seen + missed).isEqualTo(events);
        }
    }

    @Test
    void whoDoesNotReadAtAllIsCutOff() throws Exception {
        ConnectionLimits impatient = new ConnectionLimits(
                20, 20, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(200), 32 << 20);
        try (TestRpc rpc = server(settings -> settings.with(impatient));
                RawSocket deaf = new RawSocket(rpc)) {
            deaf.text(SUBSCRIBE);
            byte[] event = bytes("\"" + "x".repeat(500_000) + "\"");
            Await.until(() -> {
                rpc.feed.publish("test", () -> event);
                return deaf.socket.isClosed() || rpc.feed.size() == 1;
            });
            Await.until(() -> {
                rpc.feed.publish("test", () -> event);
                return rpc.feed.size() == 0;
            });
            serves(rpc);
        }
    }

    @Test
    void aSocketThatSaysNothingIsPingedAndThenClosed() throws Exception {
        try (TestRpc rpc = server(settings -> settings.with(sockets(5, 3, 5, Duration.ofMillis(200))));
                RawSocket answers = new RawSocket(rpc);
                RawSocket silent = new RawSocket(rpc)) {
            for (int i = 0; i < 4; i++) {
                RawSocket.Frame ping = answers.read();
                assertThat(ping.opcode()).isEqualTo(RawSocket.PING);
                answers.send(RawSocket.frame(RawSocket.PONG, true, true, bytes(ping.text())));
            }
            assertThat(silent.readClose().code()).isEqualTo(1001);
        }
    }

    @Test
    void tooManyMessagesCloseTheSocket() throws Exception {
        CallLimits slow = new CallLimits(2, 10, 10, 10, Duration.ofSeconds(5), 1 << 20, 200, 200);
        try (TestRpc rpc = server(settings -> settings.with(slow));
                RawSocket socket = new RawSocket(rpc)) {
            Thread flood = Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 5_000; i++) {
                        socket.send(RawSocket.frame(RawSocket.PONG, true, true, new byte[0]));
                    }
                } catch (IOException closed) {
                    // As it should be.
                }
            });
            try {
                RawSocket.Frame end = socket.readClose();
                assertThat(end.code()).isEqualTo(1008);
                assertThat(end.text()).isEqualTo("R-30");
            } catch (EOFException | SocketException reset) {
                // The close frame may be lost where bytes of the flood were still on their way.
            }
            flood.join();
            Await.until(() -> rpc.post(SUM).contains("\"result\":\"3\""));
        }
    }

    @Test
    void aSocketThatHangsUpGivesBackItsPlacesAmongThoseWhoWait() throws Exception {
        CallLimits narrow = new CallLimits(1, 10, 1, 1, Duration.ofSeconds(5), 1 << 20, 10_000, 10_000);
        try (TestRpc rpc = server(settings -> settings.with(narrow))) {
            String wait = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_wait\",\"params\":[\"x\"]}";
            try (RawSocket socket = new RawSocket(rpc)) {
                socket.text(wait);
                Await.until(() -> rpc.post(wait.replace("\"x\"", "\"done\"")).contains("R-32"));
                socket.text(SUM);
                assertThat(socket.read().text()).contains("\"result\":\"3\"");
            }
            rpc.events.put("done", CompletableFuture.completedFuture("at once"));
            Await.until(() -> rpc.post(wait.replace("\"x\"", "\"done\"")).contains("at once"));
        }
    }

    @Test
    void framesSentBeforeTheHandshakeIsAnsweredDoNoHarm() throws Exception {
        try (TestRpc rpc = TestRpc.local()) {
            List<Socket> early = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Socket socket = rpc.open();
                socket.getOutputStream().write(bytes(RawSocket.upgrade(rpc)));
                socket.getOutputStream().write(RawSocket.frame(RawSocket.TEXT, true, true, bytes(SUM)));
                early.add(socket);
            }
            serves(rpc);
            for (Socket socket : early) {
                socket.close();
            }
        }
    }
}
