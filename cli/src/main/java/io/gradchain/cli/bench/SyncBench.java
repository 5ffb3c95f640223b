package io.gradchain.cli.bench;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Node;
import io.gradchain.node.NodeConfig;
import io.gradchain.node.NodeSettings;
import io.gradchain.node.SyncMode;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
                servers.add(start("server" + i, data, List.of(), SyncMode.FULL));
            }
            screen.line("made " + blocks + " blocks of " + transfers + " transfers; " + peers + " serve them");
            long start = System.nanoTime();
            try (Node fresh = start("fresh", folder.resolve("fresh"), addresses(), SyncMode.FULL)) {
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

    /** The same for the state after one block: about so many MiB, fetched as a snapshot. */
    public ObjectNode snapshot(int mib, int peers) {
        Path folder = temporary();
        try {
            for (int i = 0; i < peers; i++) {
                Path data = folder.resolve("server" + i);
                new PreparedState(spec).fill(data, mib);
                servers.add(start("server" + i, data, List.of(), SyncMode.FULL));
            }
            screen.line("made a state of about " + mib + " MiB; " + peers + " serve it; heap "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
            long start = System.nanoTime();
            Duration cpu = cpu();
            try (Node fresh = start("fresh", folder.resolve("fresh"), addresses(), SyncMode.SNAPSHOT)) {
                double seconds = (double) (System.nanoTime() - start) / 1e9;
                boolean same = fresh.chain()
                        .finalHash()
                        .equals(servers.getFirst().chain().finalHash());
                screen.line(String.format(Locale.ROOT, "%d MiB in %.0f s, the same block: %s", mib, seconds, same));
                return JsonNodeFactory.instance
                        .objectNode()
                        .put("mib", mib)
                        .put("peers", peers)
                        .put("heap_mib", Runtime.getRuntime().maxMemory() >> 20)
                        .put("ms", Math.round(seconds * 1_000))
                        .put("cpu_ms", cpu().minus(cpu).toMillis())
                        .put("same_block", same);
            }
        } finally {
            servers.forEach(Node::close);
            BenchNet.delete(folder);
        }
    }

    private List<PeerAddress> addresses() {
        return servers.stream()
                .map(node -> PeerAddress.of("127.0.0.1", node.peerAddress().getPort()))
                .toList();
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
                Locale.ROOT,
                "%d blocks in %.2f s: %.0f blocks/s; %.2f s of processor, servers included: %.0f blocks/s",
                blocks,
                seconds,
                blocks / seconds,
                cpuSeconds,
                blocks / cpuSeconds));
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

    private Node start(String name, Path data, List<PeerAddress> dial, SyncMode sync) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Node.start(new NodeConfig(name, data, spec, Optional.empty(), any, any, dial)
                        .with(NodeSettings.usual().with(sync)))
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
