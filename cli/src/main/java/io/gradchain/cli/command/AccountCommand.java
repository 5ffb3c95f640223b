package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Commands about accounts. */
@Command(name = "account", description = "Look at accounts.", subcommands = AccountCommand.Show.class)
final class AccountCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain account show alice");
    }

    /** Shows one account. */
    @Command(
            name = "show",
            description = "Show an account after the newest final block.",
            footerHeading = "%nExamples:%n",
            footer = {"  gradchain account show alice", "  gradchain account show @last"})
    static final class Show implements Runnable {
        @Mixin
        private Common common;

        @Mixin
        private Target target;

        @Parameters(paramLabel = "ACCOUNT", description = "A name, node1…, a contract, @last, or an address.")
        private String account;

        @Override
        public void run() {
            Screen screen = common.screen();
            Address address = Target.address(common.home(), account);
            try (ChainClient chain = target.connect(common.home())) {
                JsonNode json = chain.account(address);
                Amount balance = new Amount(Long.parseLong(json.path("balance").asString()));
                screen.heading(account + " holds " + balance + " GRAD");
                Fields.print(screen, json);
                screen.next("gradchain send " + account + " 1", "gradchain keys");
                screen.result(Fields.ok("account", json));
            }
        }
    }
}
