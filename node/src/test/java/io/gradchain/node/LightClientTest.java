package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.light.Judgement;
import io.gradchain.consensus.light.LightClient;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcSuccess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A client that has the chain spec and JSON-RPC, and believes nothing it hears. */
@Timeout(120)
class LightClientTest {
    static final List<String> ENGINES = Engines.NAMES;

    private static final long EPOCH = 6;
    private static final long GOAL = 4 * EPOCH;

    @TempDir
    Path directory;

    private RpcClient rpc;

    @ParameterizedTest
    @FieldSource("ENGINES")
    void followsARunningTestnet(String engine) throws Exception {
        ChainSpec spec = TestChain.spec(4, engine, parameters());
        try (Testnet net =
                Testnet.start(directory, spec, TestChain.validators(4)).orElseThrow()) {
            Node node = net.node(0);
            rpc = new RpcClient(
                    URI.create("http://127.0.0.1:" + node.rpcAddress().getPort()),
                    Optional.empty(),
                    Duration.ofSeconds(20));
            Hash zero = node.chain().finalAt(0).orElseThrow().header().stateRoot();
            LightClient client =
                    new LightClient(spec, Engines.create(spec, Optional.empty(), TestChain.SCHEME, 0), zero);
            for (long nonce = 0; node.chain().finalizedHeader().height() < GOAL; nonce++) {
                var tx = TestChain.transfer(1, nonce, TestChain.account(7), 10);
                node.submit(tx);
                assertThat(node.watch().transaction(tx.hash(), 30_000).get()).isTrue();
            }
            while (client.tip().height() < GOAL) {
                follow(client, spec);
            }
            BlockHeader tip = client.tip();
            assertThat(node.chain().at(tip.height()).orElseThrow().header())
                    .as("the light client stands on the chain of a full node of %s", engine)
                    .isEqualTo(tip);
        }
    }

    private static SortedMap<String, Long> parameters() {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("epoch_blocks", EPOCH);
        parameters.put("min_stake", 1L);
        parameters.put("slot_ms", 100L);
        parameters.put("block_time_ms", 250L);
        parameters.put("half_life_ms", 4_000L);
        parameters.put("initial_difficulty", 20_000L);
        parameters.put("confirmations", 3L);
        return parameters;
    }

    private void follow(LightClient client, ChainSpec spec) {
        if (!Engines.spec(spec).finalizes()) {
            accepted(client.advance(
                    header(ask("chain_header", "block", client.tip().height() + 1)), new byte[0]));
            return;
        }
        JsonNode newest = ask("chain_header", "final");
        long epoch = client.committee().epoch();
        if (Long.parseLong(newest.path("epoch").asString()) > epoch
                && client.tip().height() == (epoch + 1) * EPOCH) {
            JsonNode next = ask("staking_committee", "epoch", epoch + 1);
            accepted(client.handOver(HexFormat.of().parseHex(next.path("raw").asString())));
            return;
        }
        boolean over = Long.parseLong(newest.path("epoch").asString()) > epoch;
        JsonNode json = over ? ask("chain_header", "block", (epoch + 1) * EPOCH) : newest;
        accepted(client.advance(
                header(json), HexFormat.of().parseHex(json.path("finalityProof").asString())));
    }

    private static BlockHeader header(JsonNode json) {
        return ByteReader.decode(HexFormat.of().parseHex(json.path("raw").asString()), BlockHeader::read);
    }

    private static void accepted(Judgement judgement) {
        assertThat(judgement).isInstanceOf(Judgement.Accepted.class);
    }

    private JsonNode ask(String method, String parameter, long value) {
        return ask(method, JsonNodeFactory.instance.objectNode().put(parameter, Long.toString(value)));
    }

    private JsonNode ask(String method, String block) {
        return ask(method, JsonNodeFactory.instance.objectNode().put("block", block));
    }

    private JsonNode ask(String method, ObjectNode params) {
        return ((RpcSuccess) rpc.call(method, params)).result();
    }
}
