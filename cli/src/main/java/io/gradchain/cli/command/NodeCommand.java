package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.Plan;
import io.gradchain.cli.testnet.RunningNodes;
import io.gradchain.node.SyncMode;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Commands of a single node. */
@Command(
        name = "node",
        description = "Run a single node, or set what it logs.",
        subcommands = {NodeCommand.Run.class, NodeLogCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class NodeCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain node run node1");
    }

    /** Runs one validator of the testnet in the foreground. */
    @Command(
            name = "run",
            description = "Run one validator of the testnet in the foreground, on the data and ports it had.",
            footerHeading = "%nExample:%n",
            footer = {
                "  gradchain testnet up --processes    then kill one, and",
                "  gradchain node run node2            watch it catch up",
                "A validator.json in the node's folder is its encrypted key; its password is asked for here."
            })
    static final class Run implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Unlock unlock;

        @Parameters(paramLabel = "NAME", description = "node1, node2…")
        private String name;

        @CommandLine.Option(
                names = "--sync",
                paramLabel = "MODE",
                defaultValue = "full",
                description =
                        "Without a chain: full executes every block, snapshot begins at a recent state (default: full).")
        private SyncMode sync;

        @Override
        public void run() {
            ChainFolder folder = common.home().testnet();
            Plan plan = folder.requirePlan();
            if (!plan.names().contains(name)) {
                throw CliError.UNKNOWN_NAME.at(
                        name, "this testnet has no such validator", "it has " + String.join(", ", plan.names()));
            }
            RunningNodes nodes = RunningNodes.start(
                    folder, List.of(name), usual -> usual.with(sync).with(unlock.passwords()));
            Screen screen = common.screen();
            screen.line(name + " runs, JSON-RPC at http://127.0.0.1:"
                    + plan.rpcPorts().get(plan.names().indexOf(name)) + "   stop: Ctrl-C");
            screen.next("gradchain testnet status", "gradchain account show alice --node " + name);
            nodes.await();
        }
    }
}
