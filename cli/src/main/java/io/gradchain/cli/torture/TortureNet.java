package io.gradchain.cli.torture;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.Home;
import io.gradchain.cli.testnet.LocalTestnet;
import io.gradchain.cli.testnet.Plan;
import io.gradchain.cli.testnet.RunFile;
import io.gradchain.genesis.spec.ChainSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A fresh testnet in a temporary folder, a process a node, and a door to each. */
final class TortureNet implements AutoCloseable {
    private final Path home;
    private final ChainFolder folder;
    private final LocalTestnet net;
    private final Plan plan;
    private final List<Door> doors = new ArrayList<>();
    private final Thread onExit = new Thread(this::stop, "stop-torture");
    private boolean keep;

    private TortureNet(Path home, String engine, int nodes) {
        this.home = home;
        this.folder = new Home(home).testnet();
        this.net = new LocalTestnet(folder);
        Runtime.getRuntime().addShutdownHook(onExit);
        net.up(Optional.of(engine), Optional.of(nodes), true, Optional.empty(), TortureNet::allAnswer);
        this.plan = folder.requirePlan();
        for (int i = 0; i < nodes; i++) {
            doors.add(new Door(plan.names().get(i), "http://127.0.0.1:" + plan.rpcPorts().get(i)));
        }
    }

    /** Returns when every node answers; whether it makes blocks is for the load to find out. */
    static TortureNet start(String engine, int nodes) {
        try {
            return new TortureNet(Files.createTempDirectory("gradchain-torture-"), engine, nodes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean allAnswer(RunFile run) {
        return run.nodes().stream().allMatch(node -> {
            try (Door door = new Door(node.name(), node.url())) {
                return door.status().isPresent();
            }
        });
    }

    int size() {
        return doors.size();
    }

    String name(int node) {
        return plan.names().get(node);
    }

    Door door(int node) {
        return doors.get(node);
    }

    List<Door> doors() {
        return List.copyOf(doors);
    }

    ChainSpec spec() {
        return plan.spec();
    }

    Plan plan() {
        return plan;
    }

    Path data(int node) {
        return folder.data(name(node));
    }

    Path folder() {
        return folder.path();
    }

    /** The process of a node, if it lives. */
    Optional<ProcessHandle> process(int node) {
        return folder.running().flatMap(run -> run.nodes().get(node).process());
    }

    /** Sends SIGKILL to the nodes, all at one time, and returns when they are gone. */
    void kill(List<Integer> victims) {
        List<ProcessHandle> processes =
                victims.stream().flatMap(node -> process(node).stream()).toList();
        if (processes.size() != victims.size()) {
            throw CliError.NODE_FAILED_TO_START.at(folder.path().resolve("logs").toString(), "a node died by itself");
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    }

    /** Starts the nodes that are dead; waits for nothing. */
    void restart() {
        net.revive();
    }

    /** From here on the folder stays when this is closed: somebody will want to look at it. */
    void keep() {
        keep = true;
    }

    private synchronized void stop() {
        net.down();
        if (!keep) {
            delete(home);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        doors.forEach(Door::close);
        stop();
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
