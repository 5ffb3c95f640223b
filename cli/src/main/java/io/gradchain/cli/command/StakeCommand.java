package io.gradchain.cli.command;

import io.gradchain.genesis.types.Payload.Stake.Action;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Commands about stake. */
@Command(
        name = "stake",
        description = "Bond, delegate and take back stake; see who validates.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain stake show",
            "  gradchain stake delegate node2 500 --from bob",
            "  gradchain stake undelegate node2 all --from bob",
            "  gradchain stake bond node1 100",
            "  gradchain stake unbond node1 50"
        },
        subcommands = {
            StakeShowCommand.class,
            StakeCommand.Bond.class,
            StakeCommand.Unbond.class,
            StakeCommand.Delegate.class,
            StakeCommand.Undelegate.class,
            StakeCommand.Unjail.class
        })
final class StakeCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain stake show");
    }

    @Command(name = "bond", description = "Stake a validator's own GRAD; the first bond makes its key a validator.")
    static final class Bond extends StakeAction {
        Bond() {
            super(Action.BOND);
        }
    }

    @Command(name = "unbond", description = "Take back a validator's own GRAD, paid after the unbonding epochs.")
    static final class Unbond extends StakeAction {
        Unbond() {
            super(Action.UNBOND);
        }
    }

    @Command(name = "delegate", description = "Stake GRAD behind a validator and share what it earns.")
    static final class Delegate extends StakeAction {
        Delegate() {
            super(Action.DELEGATE);
        }
    }

    @Command(name = "undelegate", description = "Take back delegated GRAD, paid after the unbonding epochs.")
    static final class Undelegate extends StakeAction {
        Undelegate() {
            super(Action.UNDELEGATE);
        }
    }

    @Command(name = "unjail", description = "Let a validator that was jailed for absence be elected again.")
    static final class Unjail extends StakeAction {
        Unjail() {
            super(Action.UNJAIL);
        }
    }
}
