package io.gradchain.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands that show what the compiler makes of a contract. */
@Command(
        name = "contract",
        description = "See what the compiler makes of a contract.",
        subcommands = ContractGradCommand.class)
final class ContractCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain contract grad logistic loss");
    }
}
