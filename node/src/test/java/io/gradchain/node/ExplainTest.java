package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.Compiler;
import io.gradchain.mlvm.grad.Metadata;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A node is asked where and why calls failed, and for the source of a contract. */
@Timeout(60)
class ExplainTest {
    private static final long ONE = 1L << 32;
    private static final Address CONTRACT = Address.ofContract(TestChain.account(0), 0);

    private static final String SOURCE = """
            contract Descent(D: size):
                param eta0: fixed = 0.5
                state:
                    w: vec[D] = ones
                event Loss(epoch: int, loss: fixed)
                init:
                    require eta0 > 0.0, "eta0 must be above 0"
                @external
                fn fit(epochs: int):
                    for i in range(epochs, max=64):
                        emit Loss(i, abs(w[0]))
                        w -= eta0 * w
                @view
                fn part(of: fixed) -> fixed:
                    return w[0] / of
            """;

    @TempDir
    Path directory;

    private RpcClient client;
    private long nonce;

    @Test
    void aFailedCallTellsLineValuesIterationAndCause() {
        try (Testnet net = Testnet.start(directory, TestChain.spec(1), TestChain.validators(1))
                .orElseThrow()) {
            URI uri = URI.create("http://127.0.0.1:"
                    + net.up().iterator().next().rpcAddress().getPort());
            client = new RpcClient(uri, Optional.empty(), Duration.ofSeconds(70));
            JsonNode deployed = send(deploy(50));
            assertThat(deployed.at("/receipt/ok").booleanValue()).isTrue();

            theTransactionIsExplained();
            theSourceIsThere();
            aViewIsExplainedAtOnce();
            aFailedDeployIsExplained();
            assertThat(failure(
                                    "tx_explain",
                                    Json.object()
                                            .put("hash", deployed.get("hash").stringValue()))
                            .code())
                    .isEqualTo("R-04");
            assertThat(failure("tx_explain", Json.object().put("hash", "00".repeat(32)))
                            .code())
                    .isEqualTo("R-06");
        }
    }

    private void theTransactionIsExplained() {
        send(call("fit", Value.integer(4)));
        JsonNode failed = send(call("fit", Value.integer(64)));
        assertThat(failed.at("/receipt/failure/place/line").intValue()).isEqualTo(12);
        assertThat(failed.at("/receipt/failure/place/text").stringValue()).isEqualTo("            w -= eta0 * w");
        JsonNode explained =
                ok("tx_explain", Json.object().put("hash", failed.get("hash").stringValue()));
        assertThat(explained.get("code").stringValue()).isEqualTo("V-01");
        assertThat(explained.at("/place/line").intValue()).isEqualTo(12);
        assertThat(explained.at("/iterations/0/iteration").stringValue()).isEqualTo("2");
        assertThat(explained.at("/iterations/0/of").stringValue()).isEqualTo("64");
        assertThat(explained.at("/operands/0/name").stringValue()).isEqualTo("eta0");
        assertThat(explained.at("/operands/1/name").stringValue()).isEqualTo("w[0]");
        assertThat(explained.at("/operands/1/value").stringValue()).isEqualTo("-282475249");
        assertThat(explained.get("reading").stringValue())
                .as("the losses of the call before count")
                .isEqualTo("the loss grew in each of the last 5 epochs (1 → 282475000): the step size is too large"
                        + " (eta0 = 50)");
        assertThat(explained.get("text").stringValue()).contains("--> Descent:12:18, iteration 2 of 64");
    }

    private void theSourceIsThere() {
        JsonNode source = ok("contract_source", Json.object().put("address", text(CONTRACT)));
        assertThat(source.get("source").stringValue()).isEqualTo(SOURCE);
        assertThat(source.at("/sizes/D").intValue()).isEqualTo(3);
        assertThat(source.get("compiler").intValue()).isEqualTo(Compiler.VERSION);
        assertThat(source.get("code").stringValue())
                .isEqualTo(HexFormat.of().formatHex(compiled().program().encoded()));
        assertThat(failure("contract_source", Json.object().put("address", text(TestChain.account(3))))
                        .code())
                .isEqualTo("R-06");
    }

    private void aViewIsExplainedAtOnce() {
        RpcFailure failed = failure(
                "contract_call",
                Json.object()
                        .put("address", text(CONTRACT))
                        .put("function", "part")
                        .put("arguments", HexFormat.of().formatHex(Values.encode(Value.fixed(0)))));
        assertThat(failed.code()).isEqualTo("V-02");
        JsonNode detail = failed.detail().orElseThrow();
        assertThat(detail.at("/place/line").intValue()).isEqualTo(15);
        assertThat(detail.at("/operands/1/name").stringValue()).isEqualTo("of");
        assertThat(detail.get("reading").stringValue()).isEqualTo("the divisor is 0");
    }

    private void aFailedDeployIsExplained() {
        JsonNode failed = send(deploy(0));
        assertThat(failed.at("/receipt/failure/message").stringValue()).isEqualTo("eta0 must be above 0");
        JsonNode explained =
                ok("tx_explain", Json.object().put("hash", failed.get("hash").stringValue()));
        assertThat(explained.get("message").stringValue()).isEqualTo("eta0 must be above 0");
        assertThat(explained.at("/place/line").intValue()).isEqualTo(7);
    }

    private static Compiled compiled() {
        return (Compiled) Compiler.compile(SOURCE, sizes());
    }

    private static SortedMap<String, Integer> sizes() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 3);
        return sizes;
    }

    private static Payload.Deploy deploy(long eta0) {
        Compiled compiled = compiled();
        return new Payload.Deploy(
                compiled.program().encoded(),
                Metadata.of(compiled, sizes(), SOURCE).encoded(),
                Values.encode(Value.fixed(eta0 * ONE)));
    }

    private static Payload.Call call(String function, Value... arguments) {
        return new Payload.Call(CONTRACT, function, Values.encode(arguments), Amount.ZERO);
    }

    private JsonNode send(Payload payload) {
        SignedTransaction tx = TestChain.sign(0, nonce++, 500_000_000, payload);
        ok("tx_submit", Json.object().put("raw", HexFormat.of().formatHex(tx.encoded())));
        JsonNode result = ok("tx_wait", Json.object().put("hash", tx.hash().hex()));
        assertThat(result.get("status").stringValue()).isEqualTo("final");
        return result;
    }

    private static String text(Address address) {
        return AddressText.of(address, true);
    }

    private JsonNode ok(String method, JsonNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess success -> success.result();
            case RpcFailure failure -> throw new AssertionError(method + " " + params + ": " + failure);
        };
    }

    private RpcFailure failure(String method, JsonNode params) {
        return switch (client.call(method, params)) {
            case RpcSuccess success -> throw new AssertionError(method + " answered " + success.result());
            case RpcFailure failure -> failure;
        };
    }
}
