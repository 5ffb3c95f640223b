package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Node;
import io.gradchain.node.Testnet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code gradchain net} over a testnet that runs in this process. */
@Timeout(60)
class NetCommandTest {
    private static final int NODES = 3;

    @TempDir
    Path home;

    @Test
    void everyNodeIsToldItsSide() throws IOException {
        try (Testnet net = testnet();
                Shell shell = new Shell(home)) {
            awaitLinks(shell);
            assertThat(shell.run("net", "delay", "50ms", "--jitter", "5ms", "--json"))
                    .isZero();
            assertThat(links(shell)).hasSize(NODES * (NODES - 1)).allSatisfy(link -> {
                assertThat(link.path("delayMillis").asInt()).isEqualTo(50);
                assertThat(link.path("jitterMillis").asInt()).isEqualTo(5);
            });
            assertThat(shell.run("net", "loss", "10%", "--from", "node1", "--to", "node2", "--seed", "7", "--json"))
                    .isZero();
            assertThat(links(shell).filter(link -> link.path("lossPermille").asInt() == 100))
                    .singleElement()
                    .satisfies(link -> {
                        assertThat(link.path("from").asString()).isEqualTo("node1");
                        assertThat(link.path("to").asString()).isEqualTo("node2");
                        assertThat(link.path("delayMillis").asInt()).isEqualTo(50);
                    });
            assertThat(shell.run("net", "duplicate", "5%", "--from", "node2", "--json"))
                    .isZero();
            assertThat(shell.run("net", "reorder", "1.5%", "--to", "node1", "--json"))
                    .isZero();
            assertThat(links(shell)).allSatisfy(link -> {
                assertThat(link.path("duplicatePermille").asInt())
                        .isEqualTo(link.path("from").asString().equals("node2") ? 50 : 0);
                assertThat(link.path("reorderPermille").asInt())
                        .isEqualTo(link.path("to").asString().equals("node1") ? 15 : 0);
            });
            assertThat(shell.run("net", "partition", "node3", "--json")).isZero();
            assertThat(links(shell))
                    .allSatisfy(link -> assertThat(link.path("cut").asBoolean())
                            .isEqualTo(link.path("from").asString().equals("node3")
                                    || link.path("to").asString().equals("node3")));
            assertThat(shell.run("net", "show")).isZero();
            assertThat(shell.said()).contains("50±5ms 10%", "cut", "Next:");
            assertThat(shell.run("net", "heal")).isZero();
            assertThat(shell.said()).contains("clear").doesNotContain("cut", "50");
            wrongWordsAreRefusedAndChangeNothing(shell);
            bansAreShownAndEnded(net, shell);
            assertThat(net.up()).hasSize(NODES);
        }
    }

    private static void bansAreShownAndEnded(Testnet net, Shell shell) {
        assertThat(shell.run("net", "peers", "--json")).isZero();
        assertThat(shell.json().path("peers").valueStream()).hasSize(NODES * (NODES - 1));
        String key = net.node(2).identity().publicKey().hex();
        net.node(0).network().penalise(net.node(2).identity().publicKey(), 100, "X-1 for a test");
        assertThat(shell.run("net", "peers")).isZero();
        assertThat(shell.said()).contains("X-1 for a test", "gradchain net unban " + key);
        assertThat(shell.run("net", "unban", key)).isZero();
        assertThat(shell.said()).contains("nobody is banned");
        assertThat(shell.run("net", "unban", key)).isEqualTo(1);
        assertThat(shell.complaint()).startsWith("error X-21").contains("gradchain net peers");
    }

    private static void wrongWordsAreRefusedAndChangeNothing(Shell shell) {
        assertThat(shell.run("net", "delay", "50")).isEqualTo(2);
        assertThat(shell.complaint()).startsWith("error X-20  net delay 50").contains("50ms or 1.5s");
        assertThat(shell.run("net", "delay", "11s")).isEqualTo(1);
        assertThat(shell.complaint()).startsWith("error R-04").contains("0 to 10000 ms");
        assertThat(shell.run("net", "delay", "1ms", "--to", "node9")).isEqualTo(1);
        assertThat(shell.complaint()).startsWith("error X-21  node9").contains("these run: node1, node2, node3");
        assertThat(shell.run("net", "delay", "1ms", "--from", "node1", "--to", "node1"))
                .isEqualTo(2);
        assertThat(shell.run("net", "partition", "node1,node2,node3")).isEqualTo(2);
        assertThat(shell.run("net", "show")).isZero();
        assertThat(shell.said()).contains("clear").doesNotContain("cut", "ms ");
    }

    @Test
    void withoutATestnetTheHintSaysHowToStartOne() {
        try (Shell shell = new Shell(home)) {
            assertThat(shell.run("net", "partition", "node3")).isEqualTo(1);
            assertThat(shell.complaint()).startsWith("error X-30").contains("gradchain testnet up");
            assertThat(shell.run("net", "loss", "10")).isEqualTo(2);
            assertThat(shell.complaint()).startsWith("error X-20  net loss 10").contains("0% to 100%");
            assertThat(shell.run("net", "loss", "--help")).isZero();
            assertThat(shell.said()).contains("gradchain net loss 10% --to node3");
        }
    }

    /** Nodes of this process, and the run file that {@code testnet up} would write. */
    private Testnet testnet() throws IOException {
        Path folder = home.resolve("testnet");
        Testnet net = Testnet.start(
                        folder,
                        Presets.localPos(NODES),
                        IntStream.rangeClosed(1, NODES)
                                .mapToObj(n -> DevKeys.of(new Ed25519(), DevKeys.validator(n)))
                                .toList())
                .orElseThrow();
        ProcessHandle self = ProcessHandle.current();
        ObjectNode run =
                JsonMapper.shared().createObjectNode().put("started", "now").put("processes", false);
        for (Node node : net.up()) {
            run.withArray("nodes")
                    .addObject()
                    .put("name", node.config().name())
                    .put("rpcPort", node.rpcAddress().getPort())
                    .put("pid", self.pid())
                    .put("bornMillis", self.info().startInstant().orElseThrow().toEpochMilli());
        }
        Files.writeString(folder.resolve("run.json"), run.toString());
        return net;
    }

    private static void awaitLinks(Shell shell) {
        do {
            assertThat(shell.run("net", "show", "--json")).isZero();
        } while (links(shell).count() < NODES * (NODES - 1));
    }

    private static Stream<JsonNode> links(Shell shell) {
        return shell.json().path("links").valueStream();
    }
}
