package io.gradchain.cli.bench;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Node;
import io.gradchain.node.NodeConfig;
import io.gradchain.node.network.PeerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How fast a fresh node gets a chain over the real network on loopback; servers and node share this JVM. */
public final class SyncBench {
    private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(30);

    private final Screen screen;
    private final ChainSpec spec = Presets.local("solo", 1);
    private final List<Node> servers = new ArrayList<>();

    public SyncBench(Screen screen) {
        this.screen = screen;
    }

    /** Makes the chain, serves it from {@code peers} nodes, and gives the figures of one run. */
    public ObjectNode run(int blocks, int transfers, int peers) throws InterruptedException {
        Path folder = temporary();
        try {
            for (int i = 0; i < peers; i++) {
                Path data = folder.resolve("server" + i);
                new PreparedChain(spec).fill(data, blocks, transfers);
                servers.add(start("server" + i, data, List.of()));
            }
            screen.line("made " + blocks + " blocks of " + transfers + " transfers; " + peers + " serve them");
            long start = System.nanoTime();
            List<PeerAddress> dial = servers.stream()
                    .map(node -> PeerAddress.of(
                            "127.0.0.1", node.peerAddress().getPort()))
                    .toList();
            try (Node fresh = start("fresh", folder.resolve("fresh"), dial)) {
                long first = began(fresh);
                Duration cpu = cpu();
                if (!fresh.watch().height(blocks, PATIENCE_MILLIS).join()) {
                    throw CliError.TIMEOUT.at("bench sync", "no end within " + PATIENCE_MILLIS + " ms");
                }
                return figures(blocks, transfers, peers, first - start, System.nanoTime() - first, cpu().minus(cpu));
            }
        } finally {
            servers.forEach(Node::close);
            BenchNet.delete(folder);
        }
    }

    /** Connecting is not syncing. */
    private static long began(Node node) {
        node.watch().height(1, PATIENCE_MILLIS).join();
        return System.nanoTime();
    }

    private ObjectNode figures(int blocks, int transfers, int peers, long connect, long nanos, Duration cpu) {
        double seconds = (double) nanos / 1e9;
        double cpuSeconds = (double) cpu.toNanos() / 1e9;
        screen.line(String.format(
                Locale.ROOT, "%d blocks in %.2f s: %.0f blocks/s; %.2f s of processor, servers included: %.0f blocks/s",
                blocks, seconds, blocks / seconds, cpuSeconds, blocks / cpuSeconds));
        return JsonNodeFactory.instance
                .objectNode()
                .put("blocks", blocks)
                .put("transfers", transfers)
                .put("peers", peers)
                .put("connect_ms", connect / 1_000_000)
                .put("ms", nanos / 1_000_000)
                .put("cpu_ms", cpu.toMillis())
                .put("blocks_per_second", Math.round(blocks / seconds));
    }

    /** Of this process: on a busy machine the only figure that tells of one core. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Node start(String name, Path data, List<PeerAddress> dial) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Node.start(new NodeConfig(name, data, spec, Optional.empty(), any, any, dial))
                .orElseThrow();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gradchain-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
