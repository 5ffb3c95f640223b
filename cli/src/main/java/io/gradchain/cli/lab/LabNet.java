package io.gradchain.cli.lab;

import io.gradchain.cli.chain.LabClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.RunFile;
import io.gradchain.node.rpc.RpcToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The labs of all nodes that run; a node shapes only what it sends, so every node is told its side. */
public final class LabNet implements AutoCloseable {
    private final List<LabNode> nodes = new ArrayList<>();
    private final List<String> down = new ArrayList<>();

    private LabNet() {}

    /** Asks every running node who it is; refused without a testnet, and on a chain that is no test chain. */
    public static LabNet open(ChainFolder folder) {
        RunFile run = folder.requireRunning();
        LabNet net = new LabNet();
        try {
            for (RunFile.RunningNode node : run.nodes()) {
                if (node.process().isPresent()) {
                    net.nodes.add(ask(node, token(folder.data(node.name()))));
                } else {
                    net.down.add(node.name());
                }
            }
            return net;
        } catch (RuntimeException e) {
            net.close();
            throw e;
        }
    }

    private static LabNode ask(RunFile.RunningNode node, String token) {
        LabClient lab = new LabClient(node.url(), token);
        try {
            if (!lab.isTestChain()) {
                throw CliError.NOT_A_TEST_CHAIN.at(node.name(), "its chain spec does not say test");
            }
            return new LabNode(node.name(), lab.show().path("key").asString(), lab);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** What opens the development methods of the node with this data directory; refused where it cannot be read. */
    public static String token(Path data) {
        Path file = data.resolve(RpcToken.FILE);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CliError.FILE_UNREADABLE.at(
                    file.toString(),
                    "the node's token: " + e.getMessage(),
                    "only the user who started the node has it");
        }
    }

    /** Names of the nodes that run. */
    public List<String> names() {
        return nodes.stream().map(LabNode::name).toList();
    }

    /** Names of those that do not, and so were told nothing. */
    public List<String> down() {
        return List.copyOf(down);
    }

    static void requireRunning(String name, List<String> running) {
        if (!running.contains(name)) {
            throw CliError.UNKNOWN_NAME.at(name, "no such node runs", "these run: " + String.join(", ", running));
        }
    }

    /** Changes the links of {@code from} to {@code to}; an empty name stands for every node. */
    public void change(Optional<String> from, Optional<String> to, LabClient.Change change) {
        from.ifPresent(name -> requireRunning(name, names()));
        to.ifPresent(name -> requireRunning(name, names()));
        if (from.isPresent() && from.equals(to)) {
            throw CliError.BAD_OPTION.at("--to " + to.get(), "a node has no link to itself");
        }
        Optional<String> key = to.map(name -> node(name).key());
        for (LabNode node : nodes) {
            if (from.map(node.name()::equals).orElse(true) && !to.equals(Optional.of(node.name()))) {
                node.lab().set(key.orElse("all"), change);
            }
        }
    }

    public void partition(Groups groups) {
        for (LabNode node : nodes) {
            node.lab()
                    .partition(nodes.stream()
                            .filter(other -> !groups.together(node.name(), other.name()))
                            .map(LabNode::key)
                            .toList());
        }
    }

    public void heal() {
        nodes.forEach(node -> node.lab().heal());
    }

    /** Every direction of every link, by sender and receiver. */
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (LabNode node : nodes) {
            for (JsonNode told : node.lab().show().path("links")) {
                links.add(Link.of(node.name(), nameOf(told.path("peer").asString()), told));
            }
        }
        return links;
    }

    /** Who is connected to whom, by the names of both where they are of this testnet. */
    public List<PeerLine> peers() {
        List<PeerLine> lines = new ArrayList<>();
        for (LabNode node : nodes) {
            for (JsonNode told : node.lab().peers()) {
                lines.add(PeerLine.of(node.name(), nameOf(told.path("key").asString()), told));
            }
        }
        return lines;
    }

    /** Who is banned where. */
    public List<BanLine> bans() {
        List<BanLine> lines = new ArrayList<>();
        for (LabNode node : nodes) {
            for (JsonNode told : node.lab().bans()) {
                lines.add(BanLine.of(node.name(), told));
            }
        }
        return lines;
    }

    /** Ends the bans of {@code who}, a network key or address, on every node that has one; returns where. */
    public List<String> unban(String who) {
        List<String> where = bans().stream()
                .filter(ban -> ban.who().equals(who))
                .map(BanLine::node)
                .toList();
        where.forEach(name -> node(name).lab().unban(who));
        return where;
    }

    private LabNode node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String nameOf(String key) {
        return nodes.stream()
                .filter(node -> node.key().equals(key))
                .map(LabNode::name)
                .findFirst()
                .orElse(key.substring(0, 8) + "…");
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.lab().close());
    }
}
