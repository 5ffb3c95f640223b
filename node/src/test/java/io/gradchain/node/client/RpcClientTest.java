package io.gradchain.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.TestRpc;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The client against a real server, no server, and one that never answers. */
final class RpcClientTest {

    @Test
    void resultsAndRefusalsComeBackTyped() {
        try (TestRpc rpc = TestRpc.local();
                RpcClient client = client(rpc.address.getPort(), Duration.ofSeconds(5))) {
            assertThat(client.call("test_sum", Json.object().put("a", "2").put("b", "3")))
                    .isEqualTo(new RpcSuccess(Json.text("5")));
            assertThat(client.call("test_reject", Json.array()))
                    .isEqualTo(new RpcFailure("TX-01", -32003, "wrong chain", "x"));
            assertThat(client.call("test_nothing", Json.array()))
                    .isInstanceOfSatisfying(
                            RpcFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo("R-03"));
        }
    }

    @Test
    void aNodeThatIsNotThereIsAClearFailure() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (RpcClient client = client(port, Duration.ofSeconds(5))) {
            assertThat(client.call("test_sum", Json.array())).isInstanceOfSatisfying(RpcFailure.class, failure -> {
                assertThat(failure.code()).isEqualTo("R-19");
                assertThat(failure.message()).contains("refused").contains(":" + port);
                assertThat(failure.hint()).isNotEmpty();
            });
        }
    }

    @Test
    void aNodeThatNeverAnswersRunsOutOfTime() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RpcClient client = client(mute.getLocalPort(), Duration.ofMillis(100))) {
            assertThat(client.call("test_sum", Json.array()))
                    .isInstanceOfSatisfying(
                            RpcFailure.class,
                            failure -> assertThat(failure.message()).contains("100 ms"));
        }
    }

    private static RpcClient client(int port, Duration timeout) {
        return new RpcClient(URI.create("http://127.0.0.1:" + port + "/"), Optional.empty(), timeout);
    }
}
