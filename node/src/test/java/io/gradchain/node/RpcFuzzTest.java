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
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls of every method a real node has, valid in part and mutated: each is answered or refused, none breaks the node. */
@Timeout(3_600)
class RpcFuzzTest {
    /** Enough for every method to be called rightly once. */
    private static final int COVERING = 8_000;

    private static final int CASES = Integer.getInteger("gradchain.rpc.cases", COVERING);
    private static final long SEED = Long.getLong("gradchain.seed", 1);
    private static final int BATCH = 10;
    private static final Address CONTRACT = Address.ofContract(TestChain.account(0), 0);

    private static final List<String> JUNK = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e99",
            "9223372036854775807",
            "9223372036854775808",
            "\"9223372036854775807\"",
            "\"9223372036854775808\"",
            "\"99999999999999999999\"",
            "\"\"",
            "\"0x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"ä😀\"",
            "[]",
            "{}",
            "[[[[[[]]]]]]",
            "{\"a\":{\"b\":[1,2,{}]}}",
            "\"" + "f".repeat(64) + "\"",
            "\"" + "0".repeat(40) + "\"",
            "\"" + "a".repeat(3_000) + "\"",
            "\"tgrad1qqqq\"",
            "[\"" + "0".repeat(64) + "\"]",
            "\"all\"",
            "\"0\"",
            "\"1\"",
            "\"7\"");

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> known = new ArrayList<>();
    private final List<SignedTransaction> sent = new ArrayList<>();
    private final TreeSet<String> succeeded = new TreeSet<>();

    @Test
    void everyMethodAnswersWhateverItIsAsked() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NodeConfig config = new NodeConfig(
                "fuzz", directory, TestChain.spec(1), Optional.of(TestChain.key(100)), any, any, List.of());
        try (Node node = Node.start(config).orElseThrow()) {
            prepare(node);
            URI door = URI.create("http://127.0.0.1:" + node.rpcAddress().getPort() + "/");
            String token = Files.readString(directory.resolve(RpcToken.FILE)).strip();
            JsonNode methods = Json.read(post(door, token, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"rpc.discover\"}")
                            .getBytes(StandardCharsets.UTF_8))
                    .at("/result/methods");
            for (int done = 0; done < CASES; done += BATCH) {
                List<String> calls = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    calls.add(call(methods.get(random.nextInt(methods.size()))));
                }
                String body = "[" + String.join(",", calls) + "]";
                String sentBody = random.nextInt(4) == 0 ? mutated(body) : body;
                check(done, sentBody, post(door, token, sentBody));
            }
            TreeSet<String> all = new TreeSet<>();
            methods.forEach(method -> all.add(method.get("name").stringValue()));
            // What a socket, a failed transaction, somebody banned, or a log of levels is needed for.
            all.removeAll(List.of("chain_subscribe", "chain_unsubscribe", "tx_explain", "net_unban", "node_log_level"));
            if (CASES >= COVERING) {
                assertThat(succeeded)
                        .as("methods that were called rightly at least once")
                        .containsAll(all);
            }
            assertThat(node.runtime().halted()).isEmpty();
        }
    }

    private void prepare(Node node) throws Exception {
        byte[] code = LinearRegression.program(1, 10).encoded();
        byte[] init = Values.encode(Value.fixed(1L << 30), Value.fixed(0));
        sent.add(TestChain.sign(0, 0, 200_000_000, new Payload.Deploy(code, new byte[0], init)));
        byte[] rows = Values.encode(
                Value.tensor(FixedTensor.adoptMat(2, 1, new long[] {1L << 32, 1L << 33})),
                Value.tensor(FixedTensor.adoptVec(new long[] {1L << 32, 1L << 33})));
        sent.add(TestChain.sign(0, 1, 200_000_000, new Payload.Call(CONTRACT, "add", rows, Amount.ZERO)));
        byte[] steps = Values.encode(Value.integer(3));
        sent.add(TestChain.sign(0, 2, 400_000_000, new Payload.Call(CONTRACT, "fit", steps, Amount.ZERO)));
        for (SignedTransaction tx : sent) {
            assertThat(node.submit(tx)).isInstanceOf(Admission.Accepted.class);
            assertThat(node.watch().transaction(tx.hash(), 20_000).get(30, TimeUnit.SECONDS))
                    .isTrue();
            known.add(tx.hash().hex());
        }
        known.add(AddressText.of(CONTRACT, true));
        known.add(AddressText.of(TestChain.account(0), true));
        known.add(TestChain.key(100).publicKey().hex());
        known.add(node.chain().finalHash().hex());
        known.addAll(List.of("coef_", "score", "predict", "Loss", "latest", "final", "1", "2", "all"));
    }

    private String call(JsonNode method) {
        ObjectNode call = Json.object().put("jsonrpc", "2.0").put("id", random.nextInt(1_000));
        call.put("method", method.get("name").stringValue());
        ObjectNode named = Json.object();
        ArrayNode ordered = Json.array();
        for (JsonNode param : method.get("params")) {
            String name = param.get("name").stringValue();
            boolean given = name.equals("timeoutMillis")
                    || random.nextInt(param.get("required").booleanValue() ? 20 : 2) != 0;
            JsonNode value = value(name, param.at("/schema/description").stringValue());
            ordered.add(value);
            if (given) {
                named.set(name, value);
            }
        }
        if (random.nextInt(20) == 0) {
            named.set("other", junk());
        }
        call.set("params", random.nextBoolean() ? named : ordered);
        return call.toString();
    }

    private JsonNode value(String name, String type) {
        if (name.equals("timeoutMillis")) {
            // Waiting is not what is tried here: no value that means a long time.
            return random.nextInt(4) == 0 ? Json.read("[\"x\"]".getBytes(StandardCharsets.UTF_8)) : Json.text("0");
        }
        if (random.nextInt(3) == 0) {
            return junk();
        }
        if (random.nextInt(4) == 0) {
            return Json.text(known.get(random.nextInt(known.size())));
        }
        if (name.equals("raw")) {
            SignedTransaction fresh =
                    TestChain.transfer(1 + random.nextInt(3), random.nextInt(3), TestChain.account(5), 5);
            byte[] raw = (random.nextBoolean() ? fresh : sent.get(random.nextInt(sent.size())))
                    .encoded()
                    .clone();
            if (random.nextBoolean()) {
                raw[random.nextInt(raw.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return Json.text(HexFormat.of().formatHex(raw));
        }
        if (name.equals("function")) {
            return Json.text(
                    List.of("coef_", "score", "predict", "fit", "nothing").get(random.nextInt(5)));
        }
        if (name.equals("peers")) {
            return Json.array().add(known.get(5));
        }
        if (type.contains("address")) {
            return Json.text(known.get(3 + random.nextInt(2)));
        }
        if (type.contains("32 bytes")) {
            return Json.text(name.equals("hash") ? known.get(random.nextInt(3)) : known.get(5));
        }
        return type.startsWith("hex") ? Json.text("") : Json.text(Integer.toString(random.nextInt(4)));
    }

    private JsonNode junk() {
        String text = JUNK.get(random.nextInt(JUNK.size()));
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of the text changed, dropped or doubled. */
    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, changed.charAt(at));
                default -> changed.setLength(Math.max(1, at));
            }
        }
        return changed.toString();
    }

    private void check(int done, String body, String answer) {
        assertThat(answer)
                .as("seed %d, case %d: %s", SEED, done, body)
                .doesNotContain("-32603", "R-05", "Exception", "java.lang", "R-31");
        if (answer.startsWith("[")) {
            JsonNode calls;
            try {
                calls = Json.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (RuntimeException broken) {
                return;
            }
            JsonNode answers = Json.read(answer.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < answers.size() && answers.size() == calls.size(); i++) {
                if (answers.get(i).has("result")) {
                    succeeded.add(calls.get(i).path("method").asString(""));
                }
            }
        }
    }

    private String post(URI door, String token, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(door)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(body).isIn(200, 204);
        return response.body();
    }
}
