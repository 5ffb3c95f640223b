package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.database.NodeData;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.node.database.CheckReport;
import io.gradchain.node.database.DatabaseCheck;
import io.gradchain.node.database.DatabaseJson;
import io.gradchain.node.database.DatabaseStats;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands about the databases of nodes. */
@Command(
        name = "db",
        description = "Look into the database of a node.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DbCommand.Stats.class, DbCommand.Check.class})
final class DbCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain db stats node1");
    }

    /** Sizes. */
    @Command(
            name = "stats",
            description = "Show how large the database is, by table and for 1,000 blocks, and which states it keeps.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain db stats node1             of a running node or a stopped one",
                "  gradchain db stats node1 --exact     reads everything; the node is stopped"
            })
    static final class Stats implements Runnable {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NODE|DIR", description = "A node of the testnet, or a data directory.")
        private String node;

        @Option(names = "--exact", description = "Count instead of asking for estimates; only where no node runs.")
        private boolean exact;

        @Override
        public void run() {
            NodeData data = NodeData.of(common.home(), node);
            Optional<String> url = data.url();
            if (url.isPresent() && exact) {
                throw CliError.NODE_RUNS.at(node, "its database is in use: estimates only, or stop it first");
            }
            JsonNode json = url.isPresent()
                    ? remote(url.get())
                    : data.open(
                            directory -> DatabaseJson.of(DatabaseStats.of(directory.store(), data.directory(), exact)));
            Screen screen = common.screen();
            screen.heading("Database of " + node + (exact ? "" : ", sizes estimated"));
            TextTable table = new TextTable("table", "entries", "bytes", "for 1,000 blocks");
            json.path("columns")
                    .forEach(column -> table.row(
                            column.path("name").asString(),
                            number(column.path("keys")),
                            number(column.path("bytes")),
                            number(column.path("bytesPer1000Blocks"))));
            table.row("all files", "", number(json.path("diskBytes")), number(json.path("diskBytesPer1000Blocks")));
            table.row("vote log", "", number(json.path("voteLogBytes")), "");
            screen.table(table);
            screen.line("  %s blocks, %s to %s; states from block %s on%s"
                    .formatted(
                            number(json.path("blocks")),
                            number(json.path("firstBlock")),
                            number(json.path("finalHeight")),
                            number(json.path("stateFloor")),
                            json.has("stateBlocks")
                                    ? ", window " + json.path("stateBlocks").asString()
                                    : ""));
            if (json.has("pruning")) {
                JsonNode pruning = json.path("pruning");
                screen.line("  pruned since its start: %s nodes in %s rounds%s"
                        .formatted(
                                number(pruning.path("deletedNodes")),
                                number(pruning.path("cycles")),
                                pruning.path("running").asBoolean() ? ", one under way" : ""));
            }
            screen.next("gradchain testnet down && gradchain db check " + node);
            screen.result(Fields.ok("database", json));
        }

        private static JsonNode remote(String url) {
            try (ChainClient chain = new ChainClient(url)) {
                return chain.database();
            }
        }

        private static String number(JsonNode value) {
            return String.format(Locale.ROOT, "%,d", value.asLong());
        }
    }

    /** Faults. */
    @Command(
            name = "check",
            description = "Read everything in the database of a stopped node and say what is wrong with it.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain testnet down && gradchain db check node1",
                "  gradchain db check /path/of/node1 --json"
            })
    static final class Check implements Callable<Integer> {
        @Mixin
        private Common common;

        @Parameters(paramLabel = "NODE|DIR", description = "A node of the testnet, or a data directory.")
        private String node;

        @Override
        public Integer call() {
            NodeData data = NodeData.of(common.home(), node);
            if (data.url().isPresent()) {
                throw CliError.NODE_RUNS.at(node, "its database is in use");
            }
            Screen screen = common.screen();
            CheckReport report = data.open(directory -> {
                Bars bars = new Bars(screen);
                try {
                    return new DatabaseCheck(directory.store(), data.spec(), bars).run();
                } finally {
                    bars.close();
                }
            });
            String counts = "%,d blocks, %,d transactions, %,d proofs of finality, %,d states of %,d nodes"
                    .formatted(
                            report.blocks(), report.transactions(), report.proofs(), report.states(), report.nodes());
            ObjectNode result = JsonNodeFactory.instance
                    .objectNode()
                    .put("ok", report.ok())
                    .put("wrong", report.wrong())
                    .put("blocks", report.blocks())
                    .put("transactions", report.transactions())
                    .put("proofs", report.proofs())
                    .put("states", report.states())
                    .put("nodes", report.nodes());
            ArrayNode findings = result.putArray("findings");
            report.findings().forEach(findings::add);
            if (report.ok()) {
                screen.line(node + " is whole: " + counts);
                screen.next("gradchain testnet up", "gradchain db stats " + node);
                screen.result(result);
                return 0;
            }
            int number = 1;
            for (String finding : report.findings()) {
                screen.line("  %3d  %s".formatted(number++, finding));
            }
            if (screen.json()) {
                screen.result(result);
                return CliError.DATABASE_WRONG.status();
            }
            throw CliError.DATABASE_WRONG.at(data.directory().toString(), report.wrong() + " faults in " + counts);
        }

        /** One bar after the other. */
        private static final class Bars implements DatabaseCheck.Progress {
            private final Screen screen;
            private Optional<Progress> bar = Optional.empty();
            private String now = "";

            Bars(Screen screen) {
                this.screen = screen;
            }

            @Override
            public void at(String what, long done, long total) {
                if (!what.equals(now)) {
                    close();
                    now = what;
                    bar = Optional.of(new Progress(screen, what, what.substring(0, what.length() - 1), total));
                }
                bar.orElseThrow().at(done, "");
            }

            void close() {
                bar.ifPresent(Progress::close);
                bar = Optional.empty();
            }
        }
    }
}
