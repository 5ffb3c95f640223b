package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.metrics.Exposition;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a scraper and a watcher see of nodes that work. */
@Timeout(60)
class MetricsTest {
    private static final long WAIT = 30_000;

    @TempDir
    Path directory;

    @Test
    void figuresGrowWithTheChainAndSayWhatTheRpcSays() throws Exception {
        try (Testnet net = start(3)) {
            transfer(net, 0);
            Exposition before = scrape(net, 0);
            for (int nonce = 1; nonce <= 5; nonce++) {
                transfer(net, nonce);
            }
            var repeated = TestChain.transfer(0, 0, TestChain.account(7), 10);
            assertThat(net.node(0).submit(repeated)).isInstanceOf(Admission.Refused.class);

            JsonNode low = call(net, 0, "node_status");
            Exposition after = scrape(net, 0);
            JsonNode high = call(net, 0, "node_status");
            assertThat(after.value("gradchain_final_height"))
                    .isBetween(number(low, "finalHeight"), number(high, "finalHeight"));
            assertThat(after.value("gradchain_height")).isBetween(number(low, "height"), number(high, "height"));
            assertThat(after.value("gradchain_view")).isBetween(number(low, "view"), number(high, "view"));
            assertThat(after.value("gradchain_mempool_transactions"))
                    .isEqualTo(high.path("waiting").asDouble());
            assertThat(after.value("gradchain_peers{direction=\"in\"}")
                            + after.value("gradchain_peers{direction=\"out\"}"))
                    .isEqualTo(2);
            assertThat(after.value("gradchain_committee_members")).isEqualTo(3);
            assertThat(after.value("gradchain_halted")).isZero();

            assertGrew(before, after, "gradchain_transactions_final_total", 5);
            assertGrew(before, after, "gradchain_blocks_final_total", 1);
            assertGrew(before, after, "gradchain_gas_final_total", 5 * 200_000);
            assertGrew(before, after, "gradchain_mempool_refused_total{rule=\"TX-03\"}", 1);
            assertGrew(before, after, "gradchain_vote_log_sync_seconds_count", 5);
            assertGrew(before, after, "gradchain_view_duration_seconds_count", 1);
            assertGrew(before, after, "gradchain_peer_bytes_total{direction=\"in\"}", 1_000);
            assertGrew(before, after, "gradchain_peer_bytes_total{direction=\"out\"}", 1_000);
            assertThat(after.value("gradchain_database_memtable_bytes")).isPositive();
            assertThat(after.value("gradchain_disk_free_bytes")).isPositive();
            assertThat(after.value("process_cpu_seconds_total")).isPositive();
            assertThat(after.value("jvm_heap_used_bytes")).isLessThanOrEqualTo(after.value("jvm_heap_max_bytes"));

            double proposed = 0;
            for (int i = 0; i < 3; i++) {
                Exposition one = scrape(net, i);
                List<Double> buckets = one.buckets("gradchain_propose_to_final_seconds");
                assertThat(buckets).hasSizeGreaterThan(10).isSorted();
                assertThat(buckets.getLast()).isEqualTo(one.value("gradchain_propose_to_final_seconds_count"));
                proposed += buckets.getLast();
            }
            assertThat(proposed).as("blocks by their proposers").isGreaterThanOrEqualTo(6 / 2.0);
        }
    }

    @Test
    void theDocumentListsExactlyWhatIsScraped() throws Exception {
        try (Testnet net = start(1)) {
            List<String> scraped = new ArrayList<>();
            for (Exposition.Family family : scrape(net, 0).families()) {
                // The longest time of the last minutes comes with every histogram.
                if (!family.name().endsWith("_seconds_max")) {
                    scraped.add("| `" + family.name() + "` | " + family.type() + " | " + family.help() + " |");
                }
            }
            assertThat(Files.readAllLines(Path.of("METRICS.md")).stream().filter(line -> line.startsWith("| `")))
                    .as("node/METRICS.md; its table should be:%n%s", String.join("\n", scraped))
                    .containsExactlyElementsOf(scraped);
        }
    }

    @Test
    void consensusSaysWhoWasHeardAndWhoseTurnItIs() throws Exception {
        try (Testnet net = start(4)) {
            transfer(net, 0);
            JsonNode told = call(net, 1, "consensus_status");
            assertThat(told.path("committee").size()).isEqualTo(4);
            assertThat(told.path("committee")
                            .valueStream()
                            .filter(member -> member.has("at"))
                            .count())
                    .as("a quorum was heard: %s", told)
                    .isGreaterThanOrEqualTo(3);
            assertThat(told.path("committee")
                            .valueStream()
                            .map(member -> member.path("key").asString()))
                    .contains(
                            told.path("leader").asString(),
                            told.path("validator").asString());
            assertThat(told.at("/last/final/view").asLong()).isPositive();
            assertThat(told.path("parameters").size()).isPositive();
            JsonNode vitals = call(net, 1, "node_vitals");
            assertThat(vitals.at("/sync/count").asInt()).isPositive();
            assertThat(vitals.at("/sync/p95Micros").asLong()).isPositive();
            assertThat(Math.abs(System.currentTimeMillis() - vitals.path("time").asLong()))
                    .isLessThan(60_000);
        }
    }

    private static void assertGrew(Exposition before, Exposition after, String series, double least) {
        assertThat(after.value(series)).as(series).isGreaterThanOrEqualTo(before.value(series) + least);
    }

    private static double number(JsonNode status, String name) {
        return status.path(name).asDouble();
    }

    private Testnet start(int validators) {
        return Testnet.start(directory, TestChain.spec(validators), TestChain.validators(validators))
                .orElseThrow();
    }

    private static void transfer(Testnet net, long nonce) throws Exception {
        var tx = TestChain.transfer(0, nonce, TestChain.account(7), 10);
        assertThat(net.node(0).submit(tx)).isInstanceOf(Admission.Accepted.class);
        assertThat(net.node(0).watch().transaction(tx.hash(), WAIT).get(WAIT + 5_000, TimeUnit.MILLISECONDS))
                .isTrue();
    }

    private static URI uri(Testnet net, int node, String path) {
        return URI.create("http://127.0.0.1:" + net.node(node).rpcAddress().getPort() + path);
    }

    private static Exposition scrape(Testnet net, int node) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri(net, node, "/metrics")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            return new Exposition(answer.body());
        }
    }

    private static JsonNode call(Testnet net, int node, String method) {
        return ((RpcSuccess) new RpcClient(uri(net, node, ""), Optional.empty(), Duration.ofSeconds(10))
                        .call(method, Json.object()))
                .result();
    }
}
