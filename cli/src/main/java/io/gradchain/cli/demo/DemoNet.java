package io.gradchain.cli.demo;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Node;
import io.gradchain.node.Testnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The demo's validators: in this JVM, with sockets, keys and databases of their own in a temporary folder. */
final class DemoNet implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path folder;
    private final Testnet net;
    private final List<ChainClient> clients = new ArrayList<>();
    private boolean closed;

    private DemoNet(Path folder, Testnet net) {
        this.folder = folder;
        this.net = net;
        net.up().forEach(node -> clients.add(new ChainClient(url(node))));
    }

    /** Starts the validators; Ctrl-C stops them in good order from here on. */
    static DemoNet start(String engine, int validators) {
        CompletableFuture<DemoNet> started = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeOnce(started), "stop-demo"));
        try {
            started.complete(startNodes(engine, validators));
            return started.join();
        } finally {
            started.cancel(false);
        }
    }

    /** Ctrl-C may come while the nodes still start: what they open is closed when they are done. */
    private static void closeOnce(CompletableFuture<DemoNet> started) {
        try {
            started.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS).close();
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            // Nothing was started, so there is nothing to stop.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DemoNet startNodes(String engine, int validators) {
        try {
            Path folder = Files.createTempDirectory("gradchain-demo-");
            List<KeyPair> keys = new ArrayList<>();
            for (int number = 1; number <= validators; number++) {
                keys.add(DevKeys.of(new Ed25519(), DevKeys.validator(number)));
            }
            return switch (Testnet.start(folder, Presets.brisk(engine, validators), keys)) {
                case Attempt.Done<Testnet>(Testnet net) -> new DemoNet(folder, net);
                case Attempt.Refused<Testnet>(var refusal) -> {
                    delete(folder);
                    throw Problem.of(refusal).failed();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return net.size();
    }

    String name(int index) {
        return net.nameOf(index);
    }

    Path folder() {
        return folder;
    }

    /** Through the node's JSON-RPC, as any client. */
    ChainClient client(int index) {
        return clients.get(index);
    }

    String url(int index) {
        return url(net.node(index));
    }

    private static String url(Node node) {
        return "http://127.0.0.1:" + node.rpcAddress().getPort();
    }

    void kill(int index) {
        net.kill(index);
    }

    /**
     * Starts a killed node again on its data and ports. The system may have lent a port to some connection meanwhile, so
     * a refusal is taken for final after {@link #PATIENCE_NANOS} only.
     */
    void restart(int index) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (net.start(index) instanceof Attempt.Refused<Node>(var refusal)) {
            if (System.nanoTime() > end) {
                throw Problem.of(refusal).failed();
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** Microseconds from proposal to finality of all blocks with transactions so far, each measured by its proposer. */
    Histogram finality() {
        List<Histogram> nodes = net.up().stream()
                .map(node -> node.runtime().metrics().histogram())
                .toList();
        Histogram all = nodes.getFirst();
        nodes.subList(1, nodes.size()).forEach(all::add);
        return all;
    }

    /** Stops the nodes and deletes their folder; safe to call twice, as Ctrl-C may come while the demo ends. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            clients.forEach(ChainClient::close);
            net.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
