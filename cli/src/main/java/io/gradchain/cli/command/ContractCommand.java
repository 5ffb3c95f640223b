package io.gradchain.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the compiler makes of a contract. */
@Command(
        name = "contract",
        description = "What the compiler makes of a contract: gradients, intermediate form, instructions, gas.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain contract grad logistic loss",
            "  gradchain contract gas logistic fit --features 30",
            "  gradchain contract ir counter.grad count",
            "  gradchain contract asm linear predict --features 10",
            "  gradchain contract source @last"
        },
        subcommands = {
            ContractGradCommand.class,
            ContractIrCommand.class,
            ContractAsmCommand.class,
            ContractGasCommand.class,
            ContractSourceCommand.class
        })
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
