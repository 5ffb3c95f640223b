package io.gradchain.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.rpc.limit.CallLimits;
import io.gradchain.node.rpc.limit.ConnectionLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit of the HTTP door bites with its code, and the server goes on serving others. */
@Timeout(60)
final class RpcLimitsTest {
    private static final String SUM = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"test_sum\",\"params\":[1,2]}";

    private static final int AT_ONCE = Integer.getInteger("gradchain.rpc.atonce", 2_000);

    private Leaks leaks;

    @BeforeEach
    void watch() {
        leaks = new Leaks();
    }

    @AfterEach
    void nothingLeaked() {
        leaks.close();
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"" + method + "\",\"params\":[" + params + "]}";
    }

    private static void serves(TestRpc rpc) throws IOException {
        assertThat(rpc.post(SUM)).startsWith("HTTP/1.1 200").contains("\"result\":\"3\"");
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether the server hung up, with or without an answer before. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void twoHundredConnectionsThatOnlyHoldOnDriveOutOneAnother() throws Exception {
        ConnectionLimits few = new ConnectionLimits(
                20, 20, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5), 1 << 20);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(few)))) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Socket socket = rpc.open();
                write(socket, "POST / HTTP/1.1\r\nHost: local");
                slow.add(socket);
                if (i % 40 == 39) {
                    serves(rpc);
                }
            }
            for (Socket socket : slow.subList(0, 150)) {
                assertThat(isClosed(socket)).isTrue();
            }
            close(slow);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"POST / HTTP/1.1\r\nHost: local", "POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 9\r\n\r\n{"
            })
    void aRequestThatDripsInIsCutOffAlsoTheSecondOne(String drip) throws Exception {
        ConnectionLimits impatient = new ConnectionLimits(
                20, 20, Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofSeconds(5), 1 << 20);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(impatient)));
                Socket first = rpc.open();
                Socket second = rpc.open()) {
            write(first, drip);
            String whole = rpc.request(SUM).replace("Connection: close\r\n", "");
            write(second, whole);
            assertThat(second.getInputStream().read()).isEqualTo('H');
            write(second, drip);
            assertThat(isClosed(first)).isTrue();
            assertThat(isClosed(second)).isTrue();
            serves(rpc);
        }
    }

    @Test
    void whoDoesNotReadAnAnswerIsCutOffAndItsMemoryComesBack() throws Exception {
        ConnectionLimits impatient = new ConnectionLimits(
                20, 20, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(100), 32 << 20);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(impatient)));
                Socket socket = rpc.open()) {
            write(socket, rpc.request(call("test_large", "15000000")));
            Await.until(() -> rpc.server.heldBytes() > 15_000_000);
            Await.until(() -> rpc.server.heldBytes() == 0);
            byte[] some = socket.getInputStream().readAllBytes();
            assertThat(some.length).isLessThan(15_000_000);
            serves(rpc);
        }
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        try (TestRpc rpc = TestRpc.local()) {
            assertThat(rpc.post(SUM, "X: " + "a".repeat(20_000)))
                    .startsWith("HTTP/1.1 431")
                    .contains("R-34");
            assertThat(rpc.exchange("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 414")
                    .contains("R-34");
            assertThat(rpc.post(SUM, "X: a\r\n".repeat(70).strip()))
                    .startsWith("HTTP/1.1 431")
                    .contains("R-34");
            serves(rpc);
        }
    }

    @Test
    void anAddressThatAsksTooFastIsToldHowLongToWait() throws Exception {
        CallLimits slow = new CallLimits(2, 10, 10, 10, Duration.ofSeconds(5), 1 << 20, 200, 200);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(slow)))) {
            String batch = "[" + (SUM + ",").repeat(9) + SUM + "]";
            assertThat(TestRpc.json(rpc.post(batch))).hasSize(10);
            Await.until(() -> !rpc.post(batch).startsWith("HTTP/1.1 200"));
            String refused = rpc.post(SUM);
            assertThat(refused).startsWith("HTTP/1.1 429").containsPattern("retry-after: [0-9]+\r\n");
            assertThat(TestRpc.codeOf(refused)).isEqualTo("R-30");
            Await.until(() -> rpc.post(SUM).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void aCallThatTakesTooLongIsToldSoAndOthersAreAnswered() throws Exception {
        CallLimits hasty = new CallLimits(2, 1, 10, 10, Duration.ofMillis(300), 1 << 20, 10_000, 10_000);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(hasty)))) {
            String late = rpc.post(call("test_block", "\"a\""));
            assertThat(TestRpc.codeOf(late)).isEqualTo("R-31");
            assertThat(TestRpc.json(late).get("id").intValue()).isEqualTo(9);
            serves(rpc);
            CompletableFuture<String> other =
                    CompletableFuture.supplyAsync(() -> post(rpc, call("test_block", "\"b\"")));
            Await.until(() -> rpc.events.containsKey("b"));
            try (Socket queued = rpc.open()) {
                write(queued, rpc.request(SUM));
                Await.until(() -> TestRpc.codeOf(rpc.post(SUM)).equals("R-21"));
                assertThat(TestRpc.codeOf(other.join())).isEqualTo("R-31");
            }
            rpc.events.values().forEach(event -> event.complete("done"));
            Await.until(() -> rpc.post(SUM).contains("\"result\":\"3\""));
        }
    }

    private static String post(TestRpc rpc, String body) {
        try {
            return rpc.post(body);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void waitersHoldNoThreadAndAreBounded() throws Exception {
        CallLimits narrow = new CallLimits(1, 10, 50, 10, Duration.ofSeconds(5), 1 << 20, 10_000, 10_000);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(narrow)))) {
            List<Socket> waiting = new ArrayList<>();
            String ten = "[" + (call("test_wait", "\"x\"") + ",").repeat(9) + call("test_wait", "\"x\"") + "]";
            for (int i = 0; i < 5; i++) {
                Socket socket = rpc.open();
                write(socket, rpc.request(ten));
                waiting.add(socket);
            }
            // One thread runs the calls: the next one comes after all of these have their place.
            Await.until(() -> rpc.events.containsKey("x") && rpc.events.get("x").getNumberOfDependents() == 50);
            assertThat(TestRpc.codeOf(rpc.post(call("test_wait", "\"done\"")))).isEqualTo("R-32");
            serves(rpc);
            rpc.events.get("x").complete("now");
            for (Socket socket : waiting) {
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(TestRpc.json(answer))
                        .hasSize(10)
                        .allSatisfy(
                                one -> assertThat(one.path("result").asString()).isEqualTo("now"));
            }
            close(waiting);
        }
    }

    @Test
    void answersAndBombsOfJsonAreBounded() throws Exception {
        CallLimits small = new CallLimits(2, 10, 10, 10, Duration.ofSeconds(5), 4_096, 10_000, 10_000);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(small)))) {
            String large = rpc.post(call("test_large", "5000"));
            assertThat(TestRpc.codeOf(large)).isEqualTo("R-33");
            assertThat(TestRpc.json(large).get("id").intValue()).isEqualTo(9);
            assertThat(TestRpc.codeOf(rpc.post("[" + "1,".repeat(500_000) + "1]")))
                    .isEqualTo("R-01");
            assertThat(TestRpc.codeOf(rpc.post("{\"a\":".repeat(33)))).isEqualTo("R-01");
            assertThat(TestRpc.codeOf(rpc.post(call("test_sum", "1" + "0".repeat(100)))))
                    .isEqualTo("R-01");
            assertThat(TestRpc.codeOf(rpc.post(SUM.replace("1", "\0")))).isEqualTo("R-01");
            assertThat(rpc.exchange("\0\0\0\0\r\n\r\n")).startsWith("HTTP/1.1 400");
            assertThat(rpc.exchange(rpc.request(SUM).replace("Host: 127", "Host: \0127")))
                    .startsWith("HTTP/1.1 400");
            serves(rpc);
        }
    }

    @Test
    void bodiesOfAllConnectionsTogetherAreBounded() throws Exception {
        ConnectionLimits small = new ConnectionLimits(
                20, 20, Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(5), 300_000);
        try (TestRpc rpc = new TestRpc(TestRpc.with(settings -> settings.with(small)))) {
            List<Socket> open = new ArrayList<>();
            String whole = rpc.request(" ".repeat(250_000));
            for (int i = 1; i <= 2; i++) {
                int held = i * 140_000;
                open.add(rpc.open());
                write(open.getLast(), whole.substring(0, 140_000));
                Await.until(() -> rpc.server.heldBytes() >= held);
            }
            Await.until(() -> {
                try {
                    return rpc.exchange(whole).contains("R-35");
                } catch (IOException reset) {
                    return false;
                }
            });
            assertThat(rpc.server.heldBytes()).isLessThanOrEqualTo(300_000);
            close(open);
            Await.until(() -> rpc.server.heldBytes() == 0);
            serves(rpc);
        }
    }

    @Test
    void aHalfClosedConnectionGetsTheAnswerToWhatItSentWhole() throws Exception {
        try (TestRpc rpc = TestRpc.local();
                Socket whole = rpc.open();
                Socket half = rpc.open()) {
            write(whole, rpc.request(SUM));
            whole.shutdownOutput();
            write(half, rpc.request(SUM).substring(0, 60));
            half.shutdownOutput();
            assertThat(new String(whole.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"result\":\"3\"");
            assertThat(isClosed(half)).isTrue();
        }
    }

    @Test
    void thousandsOfRequestsSentAtOnceAreAnsweredInOrder() throws Exception {
        try (TestRpc rpc = TestRpc.local();
                Socket socket = rpc.open()) {
            socket.setSoTimeout(20_000);
            String one = rpc.request(SUM).replace("Connection: close\r\n", "");
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    write(socket, one.repeat(AT_ONCE - 1) + rpc.request(SUM));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.substring(Math.max(0, answers.length() - 700))).contains("connection: close");
            assertThat(answers.split("\"result\":\"3\"", -1).length - 1).isEqualTo(AT_ONCE);
            assertThat(rpc.server.heldBytes()).isLessThan(1 << 20);
            writer.join();
        }
    }

    @Test
    void pagesOfOtherSitesAreNotAllowedUnlessNamed() throws Exception {
        String site = "https://explorer.example";
        try (TestRpc closed = TestRpc.local();
                TestRpc open = new TestRpc(TestRpc.with(settings -> settings.withOrigins(List.of(site))))) {
            String ask = "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
            assertThat(closed.exchange(ask + "Origin: " + site + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContainIgnoringCase("access-control");
            assertThat(closed.exchange(ask + "\r\n"))
                    .startsWith("HTTP/1.1 405")
                    .doesNotContainIgnoringCase("access-control");
            assertThat(open.exchange(ask + "Origin: " + site + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 204")
                    .contains("access-control-allow-origin: " + site)
                    .contains("access-control-allow-methods: POST");
            assertThat(open.post(SUM, "Origin: " + site)).contains("access-control-allow-origin: " + site);
            assertThat(open.post(SUM, "Origin: " + site + ".evil.example")).startsWith("HTTP/1.1 403");
        }
    }
}
