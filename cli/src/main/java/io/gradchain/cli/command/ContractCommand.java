package io.gradchain.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands about contracts. */
@Command(name = "contract", description = "Look at contracts.", subcommands = ContractSourceCommand.class)
final class ContractCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain contract source @last");
    }
}
