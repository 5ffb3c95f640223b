package io.gradchain.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The server over a real socket, with honest and hostile requests. */
final class RpcServerTest {
    private static final String SUM =
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"test_sum\",\"params\":{\"a\":\"9007199254740993\",\"b\":1}}";

    private static TestRpc rpc;

    @BeforeAll
    static void start() {
        rpc = TestRpc.local();
    }

    @AfterAll
    static void stop() {
        rpc.close();
    }

    @Test
    void aCallIsAnsweredWithItsIdAndNumbersAsStrings() throws Exception {
        String response = rpc.post(SUM);
        assertThat(response).startsWith("HTTP/1.1 200 OK").contains("content-type: application/json");
        assertThat(TestRpc.json(response))
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":\"9007199254740994\"}");
    }

    @Test
    void parametersMayComeInOrder() throws Exception {
        assertThat(TestRpc.json(
                        rpc.post("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"test_sum\",\"params\":[1,2]}")))
                .hasToString("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"3\"}");
    }

    @Test
    void aBatchIsAnsweredInOrderWithoutItsNotifications() throws Exception {
        String batch = "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":[1]},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"test_sum\",\"params\":[2]},"
                + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"nope\"}, 5]";
        JsonNode answers = TestRpc.json(rpc.post(batch));
        assertThat(answers.size()).isEqualTo(3);
        assertThat(answers.get(0).get("result").stringValue()).isEqualTo("1");
        assertThat(answers.get(1).get("error").get("code").intValue()).isEqualTo(-32601);
        assertThat(answers.get(2).get("error").get("code").intValue()).isEqualTo(-32600);
        assertThat(rpc.post("{\"jsonrpc\":\"2.0\",\"method\":\"test_sum\",\"params\":[2]}"))
                .startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R-01|{\"jsonrpc\":",
                "R-01|''",
                "R-01|{} {}",
                "R-01|{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\"}",
                "R-02|[]",
                "R-02|7",
                "R-02|{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"test_sum\"}",
                "R-02|{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"test_sum\"}",
                "R-02|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
                "R-02|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":5}",
                "R-03|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_nothing\"}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\"}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":[1,2,3]}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":{\"a\":1,\"c\":2}}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":[-1]}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":[1.5]}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_sum\",\"params\":[\"9223372036854775808\"]}",
                "R-04|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_length\",\"params\":[\"0xabc\"]}",
                "R-11|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dev_secret\"}",
                "TX-01|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_reject\"}",
            })
    void whatIsWrongIsSaidByCode(String code, String body) throws Exception {
        assertThat(TestRpc.codeOf(rpc.post(body))).isEqualTo(code);
    }

    @Test
    void tooManyCallsInABatchAndTooDeepNestingAreRefused() throws Exception {
        assertThat(TestRpc.codeOf(rpc.post("[" + "1,".repeat(10) + "1]"))).isEqualTo("R-10");
        assertThat(TestRpc.codeOf(rpc.post("[".repeat(100_000)))).isEqualTo("R-01");
    }

    @Test
    void aTransactionOfTheLargestSizeFitsAndALargerBodyIsRefusedUnread() throws Exception {
        String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_length\",\"params\":[\"0x"
                + "ab".repeat(600 << 10) + "\"]}";
        assertThat(TestRpc.json(rpc.post(call)).get("result").stringValue()).isEqualTo("614400");
        String tooLarge = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + (RpcConfig.MAX_BODY + 1) + "\r\n\r\n";
        assertThat(rpc.exchange(tooLarge)).startsWith("HTTP/1.1 413").contains("R-12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8545", "127.0.0.1.evil.example", "10.0.0.1", ""})
    void aForeignHostIsRefused(String host) throws Exception {
        String response = rpc.exchange(rpc.request(SUM).replaceFirst("Host: [^\r]*", "Host: " + host));
        assertThat(response).startsWith("HTTP/1.1 403");
        assertThat(TestRpc.codeOf(response)).isEqualTo("R-14");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example"})
    void aForeignOriginIsRefused(String origin) throws Exception {
        String response = rpc.post(SUM, "Origin: " + origin);
        assertThat(response).startsWith("HTTP/1.1 403");
        assertThat(TestRpc.codeOf(response)).isEqualTo("R-15");
    }

    @Test
    void theNodesOwnPageMayCall() throws Exception {
        assertThat(rpc.post(SUM, "Origin: http://127.0.0.1:" + rpc.address.getPort()))
                .startsWith("HTTP/1.1 200");
        assertThat(rpc.exchange(rpc.request(SUM).replaceFirst("Host: [^\r]*", "Host: localhost")))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
    void anotherContentTypeIsRefused(String type) throws Exception {
        String response = rpc.exchange(rpc.request(SUM).replaceFirst("Content-Type: [^\r]*", "Content-Type: " + type));
        assertThat(response).startsWith("HTTP/1.1 415");
        assertThat(TestRpc.codeOf(response)).isEqualTo("R-13");
    }

    @Test
    void aBugInAMethodIsNotShownToTheCaller() throws Exception {
        String response = rpc.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"test_bug\"}");
        assertThat(TestRpc.codeOf(response)).isEqualTo("R-05");
        assertThat(response).contains("reference E").doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void pagesAreServedAndOthersAreNotFound() throws Exception {
        String get = "GET /health?x=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(rpc.exchange(get)).startsWith("HTTP/1.1 200").endsWith("ok\n");
        assertThat(TestRpc.codeOf(rpc.exchange(get.replace("/health", "/../etc/passwd"))))
                .isEqualTo("R-17");
        assertThat(TestRpc.codeOf(rpc.exchange(get.replace("GET", "DELETE")))).isEqualTo("R-16");
        assertThat(rpc.exchange("no http at all\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    void requestsSentWithoutWaitingAreAnsweredInOrder() throws Exception {
        String first = rpc.request(SUM.replace("7", "1")).replace("Connection: close\r\n", "");
        String second = rpc.request(SUM.replace("\"id\":7", "\"id\":2"));
        String both = rpc.exchange(first + second);
        assertThat(both.indexOf("\"id\":1")).isPositive().isLessThan(both.indexOf("\"id\":2"));
    }

    @Test
    void everyMethodIsDiscovered() throws Exception {
        String response = rpc.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}");
        assertThat(TestRpc.json(response).get("result").get("methods")).hasSize(10);
    }

    @Test
    void theTokenOpensDevelopmentMethodsAndStaysTheSame(@TempDir Path directory) throws Exception {
        RpcToken token = RpcToken.of(directory);
        Path file = directory.resolve(RpcToken.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String digits = Files.readString(file).strip();
        RpcToken.of(directory);
        assertThat(Files.readString(file).strip()).isEqualTo(digits);
        try (TestRpc guarded = new TestRpc(RpcConfig.local(0, Optional.of(token)))) {
            String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dev_secret\"}";
            assertThat(guarded.post(call, "Authorization: Bearer " + digits)).contains("opened");
            assertThat(TestRpc.codeOf(guarded.post(call, "Authorization: Bearer " + "0".repeat(64))))
                    .isEqualTo("R-11");
            assertThat(TestRpc.codeOf(guarded.post(call))).isEqualTo("R-11");
        }
    }

    @Test
    void aPortInUseIsANumberedError() {
        RpcConfig same = RpcConfig.local(rpc.address.getPort(), Optional.empty());
        try (RpcServer second = new RpcServer(same, new RpcMethods(true), new Pages(), rpc.feed)) {
            assertThat(second.start()).isInstanceOfSatisfying(RpcServer.Start.Failed.class, failed -> {
                assertThat(failed.error().code()).isEqualTo("R-18");
                assertThat(failed.error().message()).contains(String.valueOf(rpc.address.getPort()));
            });
        }
    }
}
