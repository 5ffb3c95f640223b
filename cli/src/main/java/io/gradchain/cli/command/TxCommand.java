package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.terminal.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands about transactions. */
@Command(name = "tx", description = "Look at transactions.", subcommands = TxCommand.Show.class)
final class TxCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain block show final");
    }

    /** Shows one transaction. */
    @Command(name = "show", description = "Show a transaction, whether it is final, and what it did.")
    static final class Show implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Target target;

        @Parameters(paramLabel = "HASH", description = "64 hexadecimal digits.")
        private String hash;

        @Override
        public void run() {
            Screen screen = common.screen();
            try (ChainClient chain = target.connect(common.home())) {
                JsonNode json = chain.transaction(hash);
                screen.heading(
                        "Transaction " + hash + ", " + json.path("status").asString());
                Fields.print(screen, json);
                ObjectNode result = Fields.ok("transaction", json);
                if (json.at("/receipt/failure").isObject()) {
                    chain.explanation(hash).ifPresent(trap -> {
                        screen.line("");
                        trap.path("text").asString().lines().forEach(screen::line);
                        result.set("trap", trap);
                    });
                }
                screen.next("gradchain block show " + json.path("height").asString("latest"));
                screen.result(result);
            }
        }
    }
}
