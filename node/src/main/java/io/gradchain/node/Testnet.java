package io.gradchain.node;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.network.PeerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Validators of one chain in one JVM, each with its own directory, sockets and keys; they share nothing but the process.
 * For one thread.
 */
public final class Testnet implements AutoCloseable {
    private static final long PORT_PATIENCE_NANOS = 5_000_000_000L;
    private static final long PORT_RETRY_NANOS = 50_000_000L;

    private final Path directory;
    private final ChainSpec spec;
    private final List<KeyPair> validators;
    private final NodeSettings settings;
    private final List<Optional<Node>> nodes = new ArrayList<>();
    private final List<Integer> peerPorts;
    private final List<Integer> rpcPorts;

    private Testnet(Path directory, ChainSpec spec, List<KeyPair> validators, NodeSettings settings) {
        this.settings = settings;
        this.directory = directory;
        this.spec = spec;
        this.validators = List.copyOf(validators);
        int count = validators.size();
        List<Integer> ports = LocalPorts.find(2 * count);
        this.peerPorts = ports.subList(0, count);
        this.rpcPorts = ports.subList(count, 2 * count);
        for (int i = 0; i < count; i++) {
            nodes.add(Optional.empty());
        }
    }

    /** Starts one node for each voting key, in folders {@code node1}, {@code node2}… of {@code directory}. */
    public static Attempt<Testnet> start(Path directory, ChainSpec spec, List<KeyPair> validators) {
        return start(directory, spec, validators, NodeSettings.usual());
    }

    /** As {@link #start(Path, ChainSpec, List)}, with other settings for all nodes. */
    public static Attempt<Testnet> start(
            Path directory, ChainSpec spec, List<KeyPair> validators, NodeSettings settings) {
        Testnet net = new Testnet(directory, spec, validators, settings);
        for (int i = 0; i < validators.size(); i++) {
            if (net.start(i) instanceof Attempt.Refused<Node>(var refusal)) {
                net.close();
                return new Attempt.Refused<>(refusal);
            }
        }
        return new Attempt.Done<>(net);
    }

    /** Starts node {@code index}, or starts it again on the directory and the ports it had. */
    public Attempt<Node> start(int index) {
        if (nodes.get(index).isPresent()) {
            throw new IllegalStateException(nameOf(index) + " runs already");
        }
        List<PeerAddress> others = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (i != index) {
                others.add(PeerAddress.of("127.0.0.1", peerPorts.get(i)));
            }
        }
        NodeConfig config = new NodeConfig(
                nameOf(index),
                directory.resolve(nameOf(index)),
                spec,
                Optional.of(validators.get(index)),
                local(peerPorts.get(index)),
                local(rpcPorts.get(index)),
                others,
                settings);
        Attempt<Node> started = Node.start(config);
        // Connections of the node that was here before may hold its ports a moment longer.
        long end = System.nanoTime() + PORT_PATIENCE_NANOS;
        while (isPortTaken(started) && System.nanoTime() < end) {
            LockSupport.parkNanos(PORT_RETRY_NANOS);
            started = Node.start(config);
        }
        if (started instanceof Attempt.Done<Node>(Node node)) {
            nodes.set(index, Optional.of(node));
        }
        return started;
    }

    private static boolean isPortTaken(Attempt<Node> started) {
        return started instanceof Attempt.Refused<Node>(Refusal refusal)
                && (refusal.code() == NodeError.PEER_PORT || refusal.code() == NodeError.RPC_PORT);
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public String nameOf(int index) {
        return "node" + (index + 1);
    }

    public int size() {
        return nodes.size();
    }

    /** The running node; fails for one that is down. */
    public Node node(int index) {
        return nodes.get(index).orElseThrow(() -> new IllegalStateException(nameOf(index) + " is down"));
    }

    public boolean isUp(int index) {
        return nodes.get(index).isPresent();
    }

    /** The nodes that run. */
    public List<Node> up() {
        return nodes.stream().flatMap(Optional::stream).toList();
    }

    /** Stops a node as SIGTERM would. */
    public void stop(int index) {
        node(index).close();
        nodes.set(index, Optional.empty());
    }

    /** Ends a node in the middle of whatever it does, without a goodbye: as near to SIGKILL as one JVM allows. */
    public void kill(int index) {
        node(index).kill();
        nodes.set(index, Optional.empty());
    }

    @Override
    public void close() {
        for (int i = 0; i < nodes.size(); i++) {
            if (isUp(i)) {
                stop(i);
            }
        }
    }
}
