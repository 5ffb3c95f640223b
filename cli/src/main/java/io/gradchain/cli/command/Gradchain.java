package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/** The root of all commands. */
@Command(
        name = "gradchain",
        description =
                "An educational blockchain whose contracts train models, replayed bit for bit by every validator.",
        version = "gradchain 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain demo                                   the main job, end to end",
            "  gradchain testnet up                             four validators in the background",
            "  gradchain deploy logistic --features 30 --name tumours",
            "  gradchain fit tumours --data breast_cancer --target malignant --epochs 200",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 65 wrong data, 130 stopped by Ctrl-C."
        },
        subcommands = {
            DemoCommand.class,
            TestnetCommand.class,
            NodeCommand.class,
            NetCommand.class,
            TopCommand.class,
            SnapshotCommand.class,
            BenchCommand.class,
            KeysCommand.class,
            SendCommand.class,
            StakeCommand.class,
            NewCommand.class,
            FmtCommand.class,
            BuildCommand.class,
            TestCommand.class,
            ContractCommand.class,
            DeployCommand.class,
            CallCommand.class,
            FitCommand.class,
            PredictCommand.class,
            ScoreCommand.class,
            BlockCommand.class,
            TxCommand.class,
            AccountCommand.class,
            VerifyBlockCommand.class,
            VerifyCommand.class,
            SimulateCommand.class,
            TortureCommand.class,
            AuditCommand.class,
            RepairCommand.class,
            DbCommand.class,
            ExplainCommand.class
        })
public final class Gradchain implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Parses and runs {@code args}; the exit code. */
    public static int run(String... args) {
        try {
            return commandLine(args).execute(args);
        } catch (LinkageError | OutOfMemoryError e) {
            // picocli lets errors pass; a broken build or a full memory deserve words too.
            return Failures.ofError(e, args);
        }
    }

    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Gradchain());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpWidth(110);
        line.setUsageHelpAutoWidth(true);
        line.setParameterExceptionHandler(Failures::ofArguments);
        line.setExecutionExceptionHandler(
                (Exception e, CommandLine c, ParseResult parsed) -> Failures.ofExecution(e, parsed));
        return line;
    }

    @Override
    public void run() {
        Screen screen = common.screen();
        screen.line(spec.commandLine().getUsageMessage());
        screen.next("gradchain demo", "gradchain COMMAND --help");
    }
}
