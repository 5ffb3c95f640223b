package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.Plan;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.repair.Repair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what is damaged in the directory of a stopped node, and makes it safe to start. */
@Command(
        name = "repair",
        description = {
            "Tell what is damaged in the data directory of a stopped node, and leave it so that the node starts",
            "and can contradict nothing it signed: it observes until the chain is past all it may have signed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain repair node2 --dry-run    only tells",
            "  gradchain repair node2              a damaged vote log is kept as votes.log.damaged-1"
        })
final class RepairCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "NODE|DIR", description = "A validator of the testnet, or its data directory.")
    private String node;

    @Option(names = "--dry-run", description = "Change nothing.")
    private boolean dry;

    @Override
    public void run() {
        Path given = Path.of(node);
        boolean isPath = node.contains("/") || node.contains("\\") || Files.isDirectory(given);
        Path directory =
                isPath ? given.toAbsolutePath() : common.home().testnet().data(node);
        Plan plan = new ChainFolder(directory.getParent()).requirePlan();
        if (!Files.isDirectory(directory)) {
            throw CliError.UNKNOWN_NAME.at(
                    node, "there is no such data directory", "there are " + String.join(", ", plan.names()));
        }
        List<Repair.Finding> findings =
                switch (Repair.run(directory, plan.spec(), dry)) {
                    case Attempt.Done<List<Repair.Finding>>(List<Repair.Finding> found) -> found;
                    case Attempt.Refused<List<Repair.Finding>>(var refusal) ->
                        throw new CommandFailed(Problem.of(refusal));
                };
        Screen screen = common.screen();
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("directory", directory.toString());
        ArrayNode parts = result.put("dryRun", dry).putArray("findings");
        for (Repair.Finding finding : findings) {
            screen.line("  " + finding.part() + ": " + finding.state());
            if (!finding.action().isEmpty()) {
                screen.line("      " + finding.action());
            }
            parts.addObject()
                    .put("part", finding.part())
                    .put("state", finding.state())
                    .put("action", finding.action());
        }
        screen.next(dry ? "gradchain repair " + node : "gradchain node run " + directory.getFileName());
        screen.result(result);
    }
}
