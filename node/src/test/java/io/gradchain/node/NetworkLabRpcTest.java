package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcOutcome;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The network lab as tools drive it: by RPC, with the token. */
@Timeout(120)
class NetworkLabRpcTest {
    private static final long WAIT = 30_000;

    @TempDir
    Path directory;

    @Test
    void aValidatorIsCutOffTheOthersGoOnAndItCatchesUpWhenHealed() throws Exception {
        try (Testnet net = start(4)) {
            transfer(net, 0);
            String cut = call(net, 3, "lab_show", Json.object()).path("key").asString();
            ObjectNode rest = Json.object();
            for (int i = 0; i < 3; i++) {
                call(net, i, "lab_partition", peers(cut));
                rest.withArray("peers").add(net.node(i).identity().publicKey().hex());
            }
            call(net, 3, "lab_partition", rest);
            long before = net.node(3).chain().finalizedHeader().height();
            for (int nonce = 1; nonce <= 3; nonce++) {
                transfer(net, nonce);
            }
            long reached = net.node(0).chain().finalizedHeader().height();
            // One block may have been on its way when the link was cut.
            assertThat(net.node(3).chain().finalizedHeader().height()).isBetween(before, before + 1);
            assertThat(reached).isGreaterThan(before + 1);
            for (int i = 0; i < 4; i++) {
                JsonNode healed = call(net, i, "lab_heal", Json.object());
                assertThat(healed.path("links").size()).isEqualTo(3);
            }
            assertThat(net.node(3).watch().height(reached, WAIT).get(WAIT + 5_000, TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    @Test
    void delayOfEveryLinkIsSeenInTheTimeToFinality() throws Exception {
        try (Testnet net = start(4)) {
            transfer(net, 0);
            for (int i = 0; i < 4; i++) {
                call(net, i, "lab_set", Json.object().put("peer", "all").put("delayMillis", 40));
            }
            long start = System.nanoTime();
            transfer(net, 1);
            // Propose, notarize, finalize: each message takes the delay.
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(3 * 40);
        }
    }

    @Test
    void theTokenIsNeededAndBadRulesAreRefused() throws Exception {
        try (Testnet net = start(1)) {
            assertThat(code(client(net, 0, Optional.empty()).call("lab_show", Json.object())))
                    .isEqualTo("R-11");
            ObjectNode all = Json.object().put("peer", "all");
            assertThat(refusal(net, all.deepCopy().put("delayMillis", 20_000))).contains("0 to 10000 ms");
            assertThat(refusal(net, all.deepCopy().put("jitterMillis", 5))).contains("delay of 0 ms");
            assertThat(refusal(net, all.deepCopy().put("lossPermille", 1L << 40)))
                    .contains("overflow");
            assertThat(refusal(net, Json.object().put("peer", "node2"))).contains("64 hexadecimal digits");
        }
    }

    private Testnet start(int validators) {
        return Testnet.start(directory, TestChain.spec(validators), TestChain.validators(validators))
                .orElseThrow();
    }

    private static ObjectNode peers(String key) {
        ObjectNode params = Json.object();
        params.withArray("peers").add(key);
        return params;
    }

    private static void transfer(Testnet net, long nonce) throws Exception {
        var tx = TestChain.transfer(0, nonce, TestChain.account(7), 10);
        assertThat(net.node(0).submit(tx)).isInstanceOf(Admission.Accepted.class);
        assertThat(net.node(0).watch().transaction(tx.hash(), WAIT).get(WAIT + 5_000, TimeUnit.MILLISECONDS))
                .as("transfer %d is final", nonce)
                .isTrue();
    }

    private String refusal(Testnet net, ObjectNode params) throws Exception {
        RpcOutcome outcome = client(net, 0, Optional.of(token(0))).call("lab_set", params);
        assertThat(code(outcome)).isEqualTo("R-04");
        return ((RpcFailure) outcome).message();
    }

    private static String code(RpcOutcome outcome) {
        return outcome instanceof RpcFailure failure ? failure.code() : "answered";
    }

    private JsonNode call(Testnet net, int node, String method, ObjectNode params) throws Exception {
        RpcOutcome outcome = client(net, node, Optional.of(token(node))).call(method, params);
        assertThat(outcome).as(method).isInstanceOf(RpcSuccess.class);
        return ((RpcSuccess) outcome).result();
    }

    private String token(int node) throws Exception {
        return Files.readString(directory.resolve("node" + (node + 1)).resolve("rpc-token"))
                .strip();
    }

    private static RpcClient client(Testnet net, int node, Optional<String> token) {
        URI uri = URI.create("http://127.0.0.1:" + net.node(node).rpcAddress().getPort());
        return new RpcClient(uri, token, Duration.ofSeconds(10));
    }
}
