package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.tensor.FixedTensor;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The main job over RPC: four validators deploy, fill and train a contract, and end on the same bits. */
@Timeout(120)
class TrainingTest {
    private static final long ONE = 1L << 32;
    private static final int ROWS = 40;
    private static final Address CONTRACT = Address.ofContract(TestChain.account(0), 0);

    @TempDir
    Path directory;

    private final List<RpcClient> clients = new ArrayList<>();
    private long nonce;

    @Test
    void fourValidatorsTrainALinearModelToTheSameBits() {
        try (Testnet net = Testnet.start(directory, TestChain.spec(4), TestChain.validators(4))
                .orElseThrow()) {
            net.up().forEach(node -> clients.add(client(node)));
            byte[] code = LinearRegression.program(2, 100).encoded();
            byte[] init = Values.encode(Value.fixed(ONE / 10), Value.fixed(0));
            JsonNode deployed = send(0, new Payload.Deploy(code, new byte[0], init));
            assertThat(deployed.at("/receipt/contract").stringValue()).isEqualTo(text(CONTRACT));
            JsonNode added = send(1, call("add", matrix(), labels()));
            assertThat(added.at("/receipt/ok").booleanValue())
                    .as(added.toString())
                    .isTrue();
            JsonNode trained = send(2, call("fit", Value.integer(300)));
            assertThat(trained.at("/receipt/ok").booleanValue())
                    .as(trained.toString())
                    .isTrue();
            assertThat(trained.at("/receipt/events")).hasSize(300);
            assertThat(trained.at("/receipt/events/299/name").stringValue()).isEqualTo("Loss");

            String height = trained.get("height").stringValue();
            List<String> roots = new ArrayList<>();
            for (int i = 0; i < clients.size(); i++) {
                ok(i, "chain_waitFinal", Json.object().put("height", height));
                roots.add(ok(i, "chain_stateRoot", Json.object().put("block", height))
                        .get("stateRoot")
                        .stringValue());
            }
            assertThat(roots).doesNotContainNull();
            assertThat(roots.stream().distinct()).hasSize(1);

            JsonNode coefficients = ok(3, "contract_call", view("coef_"));
            assertThat(coefficients.get("result").stringValue())
                    .startsWith("[1.99")
                    .contains("-0.99");
            assertThat(ok(3, "model_history", Json.object().put("address", text(CONTRACT)))
                            .get("events"))
                    .hasSize(300);
            JsonNode verified = ok(1, "chain_verifyBlock", Json.object().put("block", height));
            assertThat(verified.get("ok").booleanValue())
                    .as(verified.toString())
                    .isTrue();
            assertThat(verified.get("proofNodes").intValue()).isGreaterThan(10);

            refusalsNameTheirRule();
        }
    }

    private void refusalsNameTheirRule() {
        JsonNode failed = send(0, call("fit", Value.integer(0)));
        assertThat(failed.at("/receipt/ok").booleanValue()).isTrue();
        JsonNode tooMany = send(0, call("fit", Value.integer(1_000_000)));
        assertThat(tooMany.at("/receipt/failure/code").stringValue()).isEqualTo("V-12");
        assertThat(tooMany.at("/receipt/failure/functionName").stringValue()).isEqualTo("fit");

        assertThat(refused(call("nothing")).code()).isEqualTo("TX-18");
        assertThat(refused(call("fit", Value.fixed(1), Value.fixed(1))).code()).isEqualTo("TX-19");
        assertThat(failure(0, "tx_submit", Json.object().put("raw", "00")).code())
                .isEqualTo("TX-12");
        assertThat(failure(0, "tx_get", Json.object().put("hash", "00".repeat(32)))
                        .code())
                .isEqualTo("R-06");
        assertThat(failure(0, "contract_call", view("predict")).code()).isEqualTo("V-10");
        assertThat(failure(0, "dev_stop", Json.object()).code()).isEqualTo("R-11");
    }

    private static Payload.Call call(String function, Value... arguments) {
        return new Payload.Call(CONTRACT, function, Values.encode(arguments), Amount.ZERO);
    }

    /** y = 2·x₀ − x₁ + 1/2, on a grid. */
    private static Value matrix() {
        long[] raws = new long[ROWS * 2];
        for (int i = 0; i < ROWS; i++) {
            raws[2 * i] = x0(i);
            raws[2 * i + 1] = x1(i);
        }
        return Value.tensor(FixedTensor.adoptMat(ROWS, 2, raws));
    }

    private static Value labels() {
        long[] raws = new long[ROWS];
        for (int i = 0; i < ROWS; i++) {
            raws[i] = 2 * x0(i) - x1(i) + ONE / 2;
        }
        return Value.tensor(FixedTensor.adoptVec(raws));
    }

    private static long x0(int i) {
        return (i % 8 - 4) * (ONE / 4);
    }

    private static long x1(int i) {
        return (i / 8 - 2) * (ONE / 2);
    }

    private JsonNode send(int through, Payload payload) {
        SignedTransaction tx = TestChain.sign(0, nonce++, 500_000_000, payload);
        ok(through, "tx_submit", Json.object().put("raw", HexFormat.of().formatHex(tx.encoded())));
        JsonNode result =
                ok(through, "tx_wait", Json.object().put("hash", tx.hash().hex()));
        assertThat(result.get("status").stringValue()).isEqualTo("final");
        return result;
    }

    private RpcFailure refused(Payload payload) {
        SignedTransaction tx = TestChain.sign(0, nonce, 500_000_000, payload);
        return failure(0, "tx_submit", Json.object().put("raw", HexFormat.of().formatHex(tx.encoded())));
    }

    private static ObjectNode view(String function) {
        return Json.object().put("address", text(CONTRACT)).put("function", function);
    }

    private static String text(Address address) {
        return AddressText.of(address, true);
    }

    private JsonNode ok(int client, String method, JsonNode params) {
        return switch (clients.get(client).call(method, params)) {
            case RpcSuccess success -> success.result();
            case RpcFailure failure -> throw new AssertionError(method + " " + params + ": " + failure);
        };
    }

    private RpcFailure failure(int client, String method, JsonNode params) {
        return switch (clients.get(client).call(method, params)) {
            case RpcSuccess success -> throw new AssertionError(method + " answered " + success.result());
            case RpcFailure failure -> failure;
        };
    }

    private static RpcClient client(Node node) {
        URI uri = URI.create("http://127.0.0.1:" + node.rpcAddress().getPort());
        return new RpcClient(uri, Optional.empty(), Duration.ofSeconds(70));
    }
}
