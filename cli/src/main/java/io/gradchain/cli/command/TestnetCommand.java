package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.LocalTestnet;
import io.gradchain.cli.testnet.RunFile;
import io.gradchain.cli.testnet.StateKeeping;
import io.gradchain.consensus.Engines;
import io.gradchain.node.NodeSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Starts, stops and shows the testnet in the background. */
@Command(
        name = "testnet",
        description = "A testnet on this machine, in the background; its state is kept on disk.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TestnetCommand.Up.class,
            TestnetCommand.Down.class,
            TestnetCommand.Reset.class,
            TestnetCommand.Status.class
        })
final class TestnetCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain testnet up");
    }

    private static void show(Screen screen, ChainFolder folder, RunFile run, ObjectNode result) {
        TextTable table = new TextTable("node", "JSON-RPC", "process", "height", "state root");
        result.put("ok", true).put("folder", folder.path().toString()).put("started", run.started());
        ArrayNode nodes = result.putArray("nodes");
        for (RunFile.RunningNode node : run.nodes()) {
            ObjectNode out = nodes.addObject().put("name", node.name()).put("rpc", node.url());
            Optional<ChainClient.Status> status = node.process().isEmpty() ? Optional.empty() : status(node);
            out.put("pid", node.pid()).put("running", node.process().isPresent());
            status.ifPresent(s -> out.put("height", s.finalHeight()).put("stateRoot", s.finalStateRoot()));
            table.row(
                    node.name(),
                    node.url(),
                    node.process().isPresent() ? Long.toString(node.pid()) : "down",
                    status.map(s -> Long.toString(s.finalHeight())).orElse("-"),
                    status.map(s -> s.finalStateRoot().substring(0, 16) + "…").orElse("-"));
        }
        screen.table(table);
        odds(run).ifPresent(words -> {
            screen.line("  final here means deep: what an attacker can undo, with " + words);
            result.put("reversalOdds", words);
        });
        ArrayNode contracts = result.putArray("contracts");
        folder.contracts().entries().forEach(c -> {
            contracts.addObject().put("name", c.name()).put("model", c.model()).put("address", c.address());
            screen.line("  contract " + c.name() + "  " + c.model()
                    + (c.features() > 0 ? ", " + c.features() + " features" : "") + "  " + c.address());
        });
    }

    private static Optional<String> odds(RunFile run) {
        return run.nodes().stream()
                .filter(node -> node.process().isPresent())
                .filter(node -> status(node).isPresent())
                .findFirst()
                .flatMap(node -> {
                    try (ChainClient chain = new ChainClient(node.url())) {
                        return chain.reversalOdds();
                    }
                });
    }

    private static Optional<ChainClient.Status> status(RunFile.RunningNode node) {
        try (ChainClient chain = new ChainClient(node.url())) {
            return chain.findStatus();
        }
    }

    /** Starts it. */
    @Command(
            name = "up",
            description = "Start the testnet, or what died of it; returns at the first final block.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain testnet up                     four validators in one JVM",
                "  gradchain testnet up --processes         a process each",
                "  gradchain testnet up --nodes 7 --port 9000",
                "  gradchain testnet up --archive           keep the state of every block"
            })
    static final class Up implements Runnable {
        @Mixin
        private Common common;

        @Option(
                names = "--nodes",
                paramLabel = "N",
                description = "How many validators, 1 to 16 (default: 4, or as many as the chain on disk has).")
        private Optional<Integer> nodes = Optional.empty();

        @Option(names = "--processes", description = "A process for every node instead of one JVM for all.")
        private boolean processes;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "JSON-RPC of node1; the others follow (default: 7070 or the next free one).")
        private Optional<Integer> port = Optional.empty();

        @Option(
                names = "--engine",
                paramLabel = "NAME",
                completionCandidates = EngineNames.class,
                description = "Consensus: ${COMPLETION-CANDIDATES} (default: " + Engines.DEFAULT + ").")
        private Optional<String> engine = Optional.empty();

        @Option(
                names = "--keep-state",
                paramLabel = "N",
                description = "Keep the states of the newest N final blocks, 128 or more; blocks stay all"
                        + " (default: 10000, or what was said before).")
        private Optional<Long> keepState = Optional.empty();

        @Option(names = "--archive", description = "Keep the states of all blocks.")
        private boolean archive;

        @Option(
                names = "--log-format",
                paramLabel = "FORMAT",
                description = "Of the nodes' logs: text, or json for one object a line (default: text).")
        private LogFormat logFormat = LogFormat.TEXT;

        private enum LogFormat {
            TEXT,
            JSON
        }

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        /** Chosen for good: later starts keep to it. */
        private void keepStates(ChainFolder folder) {
            keepState.filter(n -> n < StateKeeping.LEAST || archive).ifPresent(n -> {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        archive
                                ? "--archive keeps all states: leave --keep-state out"
                                : "--keep-state " + n + " is less than 128");
            });
            Optional<Long> chosen = archive ? Optional.of(NodeSettings.ARCHIVE) : keepState;
            if (chosen.isPresent() && folder.running().isEmpty()) {
                folder.write(new StateKeeping(chosen.get()));
            } else if (chosen.isPresent()) {
                throw CliError.TESTNET_RUNNING.at(
                        folder.path().toString(), "what states are kept is chosen when all nodes start");
            }
        }

        @Override
        public void run() {
            if (logFormat == LogFormat.JSON) {
                LocalTestnet.logJson();
            }
            nodes.filter(n -> n < 1 || n > 16).ifPresent(n -> {
                throw new CommandLine.ParameterException(spec.commandLine(), "--nodes " + n + " is not 1 to 16");
            });
            Screen screen = common.screen();
            ChainFolder folder = common.home().testnet();
            keepStates(folder);
            RunFile run =
                    new LocalTestnet(folder).up(engine.map(EngineNames::require), nodes, processes, port, Up::together);
            screen.heading("Testnet of " + run.nodes().size() + " validators, state in " + folder.path());
            if (port.isEmpty() && run.nodes().getFirst().rpcPort() != 7070) {
                screen.line("  port 7070 is taken, node1 listens on "
                        + run.nodes().getFirst().rpcPort());
            }
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            show(screen, folder, run, result);
            screen.next(
                    "gradchain keys",
                    "gradchain deploy logistic --features 30 --name tumours",
                    "gradchain testnet down");
            screen.result(result);
        }

        /** Every node has a final block, and none is far behind the others. */
        private static boolean together(RunFile run) {
            long lowest = Long.MAX_VALUE;
            long highest = 0;
            for (RunFile.RunningNode node : run.nodes()) {
                long height = status(node).map(ChainClient.Status::finalHeight).orElse(0L);
                lowest = Math.min(lowest, height);
                highest = Math.max(highest, height);
            }
            return lowest > 0 && highest - lowest <= 2;
        }
    }

    /** Stops it. */
    @Command(name = "down", description = "Stop the testnet and keep its state.")
    static final class Down implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            Screen screen = common.screen();
            int stopped = new LocalTestnet(common.home().testnet()).down();
            screen.line(stopped == 0 ? "Nothing runs." : "Stopped; the state is kept.");
            screen.next("gradchain testnet up", "gradchain testnet reset");
            screen.result(JsonNodeFactory.instance.objectNode().put("ok", true).put("stopped", stopped));
        }
    }

    /** Forgets it. */
    @Command(name = "reset", description = "Stop the testnet and move its state away, into the snapshots.")
    static final class Reset implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            Screen screen = common.screen();
            Optional<Path> moved = new LocalTestnet(common.home().testnet())
                    .reset(common.home().snapshots());
            screen.line(moved.map(path -> "The chain was moved to " + path).orElse("There was no chain."));
            screen.next("gradchain testnet up");
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
            moved.ifPresent(path -> result.put("snapshot", path.toString()));
            screen.result(result);
        }
    }

    /** Shows it. */
    @Command(name = "status", description = "Show what runs, how far it is, and the contracts by name.")
    static final class Status implements Runnable {
        @Mixin
        private Common common;

        @Override
        public void run() {
            Screen screen = common.screen();
            ChainFolder folder = common.home().testnet();
            RunFile run = folder.requireRunning();
            screen.heading("Testnet, started " + run.started());
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            show(screen, folder, run, result);
            screen.next("gradchain block show final", "gradchain testnet down");
            screen.result(result);
        }
    }
}
