package io.gradchain.cli.command;

import io.gradchain.cli.chain.LogClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.lab.LabNet;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.RunFile;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the logs of a running node up and down. */
@Command(
        name = "log",
        description = "Show how much the modules of a running node log, or set it for one; nodes of one JVM share it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain node log node1                     the levels of all modules",
            "  gradchain node log node1 consensus DEBUG     every view, into logs/node1.log",
            "  gradchain node log node1 consensus INFO      and quiet again"
        })
final class NodeLogCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "NODE", description = "node1, node2…")
    private String node;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODULE", description = "Such as consensus or network.")
    private Optional<String> module = Optional.empty();

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "LEVEL",
            description = "OFF, ERROR, WARN, INFO, DEBUG or TRACE.")
    private Optional<String> level = Optional.empty();

    @Override
    public void run() {
        if (module.isPresent() && level.isEmpty()) {
            throw CliError.BAD_OPTION.at(
                    "node log " + node + " " + module.get(),
                    "a level is missing",
                    "such as DEBUG, or INFO for the usual");
        }
        ChainFolder folder = common.home().testnet();
        RunFile.RunningNode running = folder.requireRunning().nodes().stream()
                .filter(one -> one.name().equals(node) && one.process().isPresent())
                .findFirst()
                .orElseThrow(() ->
                        CliError.UNKNOWN_NAME.at(node, "no such node runs", "gradchain testnet status tells which do"));
        Screen screen = common.screen();
        try (LogClient client = new LogClient(running.url(), LabNet.token(folder.data(node)))) {
            SortedMap<String, String> levels = module.isPresent()
                    ? client.set(module.get(), level.orElseThrow().toUpperCase(Locale.ROOT))
                    : client.levels();
            screen.heading("Logs of " + node);
            TextTable table = new TextTable("module", "level");
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("ok", true);
            ObjectNode list = result.putObject("levels");
            levels.forEach((name, of) -> {
                table.row(name, of);
                list.put(name, of);
            });
            screen.table(table);
            screen.next("gradchain node log " + node + " consensus DEBUG", "gradchain net diagnose");
            screen.result(result);
        }
    }
}
