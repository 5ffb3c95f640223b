package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.terminal.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Commands about blocks. */
@Command(name = "block", description = "Look at blocks.", subcommands = BlockCommand.Show.class)
final class BlockCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain block show final");
    }

    /** Shows one block. */
    @Command(
            name = "show",
            description = "Show a block: its header and the hashes of its transactions.",
            footerHeading = "%nExample:%n",
            footer = "  gradchain block show final")
    static final class Show implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Target target;

        @Parameters(paramLabel = "BLOCK", defaultValue = "final", description = "Height, hash, latest or final.")
        private String block;

        @Override
        public void run() {
            Screen screen = common.screen();
            try (ChainClient chain = target.connect(common.home())) {
                JsonNode json = chain.block(block);
                screen.heading("Block " + json.path("height").asString());
                Fields.print(screen, json);
                JsonNode transactions = json.path("transactions");
                screen.next(
                        transactions.isEmpty()
                                ? "gradchain block show latest"
                                : "gradchain tx show " + transactions.get(0).asString(),
                        "gradchain verify-block " + json.path("height").asString());
                screen.result(Fields.ok("block", json));
            }
        }
    }
}
