package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.AddressText;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSubscriber;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a real node tells over its WebSocket, and what it does not have where its chain is no test. */
@Timeout(60)
class ChainFeedTest {
    @TempDir
    Path directory;

    @Test
    void headsFinalBlocksAndTransactionsAreTold() throws Exception {
        try (Node node = start(TestChain.spec(1), true)) {
            List<RpcSubscriber> open = new ArrayList<>();
            BlockingQueue<JsonNode> heads = subscribe(node, open, Json.object().put("topic", "head"));
            BlockingQueue<JsonNode> finals = subscribe(node, open, Json.object().put("topic", "final"));
            BlockingQueue<JsonNode> all = subscribe(node, open, Json.object().put("topic", "transactions"));
            BlockingQueue<JsonNode> own = subscribe(
                    node,
                    open,
                    Json.object()
                            .put("topic", "transactions")
                            .put("address", AddressText.of(TestChain.account(5), true)));
            SignedTransaction other = TestChain.transfer(0, 0, TestChain.account(1), 5);
            SignedTransaction to = TestChain.transfer(1, 0, TestChain.account(5), 6);
            for (SignedTransaction tx : List.of(other, to)) {
                var _ = node.submit(tx);
                assertThat(node.watch().transaction(tx.hash(), 20_000).get(30, TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(next(heads).at("/result/height").stringValue()).isEqualTo("1");
            assertThat(next(finals).at("/result/final").booleanValue()).isTrue();
            JsonNode first = next(all);
            assertThat(first.at("/result/transactions/0/hash").stringValue())
                    .isEqualTo(other.hash().hex());
            assertThat(first.at("/result/transactions/0/receipt/ok").booleanValue())
                    .isTrue();
            assertThat(next(own).at("/result/transactions/0/hash").stringValue())
                    .isEqualTo(to.hash().hex());
            assertThat(own).isEmpty();
            open.forEach(RpcSubscriber::close);
        }
    }

    @Test
    void aTopicThatIsNotThereIsRefused() {
        try (Node node = start(TestChain.spec(1), true)) {
            assertThat(RpcSubscriber.subscribe(
                            door(node, "ws", "ws"), Json.object().put("topic", "x"), event -> {}))
                    .isInstanceOfSatisfying(
                            RpcSubscriber.Start.Failed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo("R-04"));
        }
    }

    @Test
    void whereTheChainIsNoTestDevelopmentMethodsDoNotExist() {
        ChainSpec test = TestChain.spec(1);
        ChainSpec real = new ChainSpec(
                test.name(),
                test.chainId(),
                false,
                test.genesisTimeMillis(),
                test.engine(),
                test.parameters(),
                test.validators(),
                test.accounts());
        try (Node node = start(real, false);
                RpcClient client =
                        new RpcClient(door(node, "http", ""), Optional.of("0".repeat(64)), Duration.ofSeconds(10))) {
            for (String method : List.of("dev_stop", "lab_set", "lab_show", "lab_heal", "lab_partition")) {
                assertThat(client.call(method, Json.object()))
                        .isInstanceOfSatisfying(
                                RpcFailure.class,
                                failure -> assertThat(failure.code()).isEqualTo("R-03"));
            }
            assertThat(client.call("rpc.discover", Json.object()))
                    .isInstanceOfSatisfying(
                            RpcSuccess.class,
                            success -> assertThat(success.result().toString())
                                    .contains("chain_subscribe", "\"name\":\"reorg\"")
                                    .doesNotContain("dev_", "lab_", "x-needs-token"));
        }
    }

    private static BlockingQueue<JsonNode> subscribe(Node node, List<RpcSubscriber> open, ObjectNode params) {
        BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        assertThat(RpcSubscriber.subscribe(door(node, "ws", "ws"), params, events::add))
                .isInstanceOfSatisfying(RpcSubscriber.Start.Subscribed.class, made -> open.add(made.subscriber()));
        return events;
    }

    private static JsonNode next(BlockingQueue<JsonNode> events) throws InterruptedException {
        JsonNode event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event within 20 s").isNotNull();
        return event;
    }

    private static URI door(Node node, String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + node.rpcAddress().getPort() + "/" + path);
    }

    private Node start(ChainSpec spec, boolean validates) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Node.start(new NodeConfig(
                        "feed",
                        directory,
                        spec,
                        validates ? Optional.of(TestChain.key(100)) : Optional.empty(),
                        any,
                        any,
                        List.of()))
                .orElseThrow();
    }
}
