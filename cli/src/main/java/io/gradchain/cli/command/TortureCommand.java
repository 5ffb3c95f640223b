package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.torture.Report;
import io.gradchain.cli.torture.Verdict;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** Real processes and real faults. */
@Command(
        name = "torture",
        description = {
            "Hurt a fresh testnet of real processes and check that it keeps its promises.",
            "Runs in a temporary folder; your own testnet is left alone."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain torture kill --kills 20          kill -9 one node after the other",
            "  gradchain torture kill-all --engine dpos   the power goes off, everywhere at once"
        },
        subcommands = {TortureKillCommand.class})
final class TortureCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain torture kill --kills 20");
    }

    /** Prints what came out; the exit code. */
    static int finish(Screen screen, Report report, String repeat) {
        report.print(screen);
        ObjectNode json = report.json().put("repeat", repeat);
        Optional<Problem> problem = problem(report, repeat);
        problem.ifPresent(p -> json.putObject("error")
                .put("code", p.code())
                .put("place", p.place())
                .put("cause", p.cause())
                .put("hint", p.hint()));
        screen.result(json);
        if (problem.isEmpty()) {
            screen.next(repeat);
        } else if (!screen.json()) {
            screen.problem(problem.get());
        }
        return problem.map(Problem::status).orElse(0);
    }

    private static Optional<Problem> problem(Report report, String repeat) {
        Verdict verdict = report.verdict();
        if (!verdict.safe()) {
            return Optional.of(CliError.TORTURE_VIOLATED
                    .at(repeat, verdict.violations().getFirst() + "; see " + report.folder())
                    .problem());
        }
        return verdict.missed().stream()
                .findFirst()
                .map(goal -> CliError.GOAL_MISSED.at(repeat, goal.toString()).problem());
    }

    static void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw CliError.BAD_OPTION.at(option + " " + value, "is not " + least + " to " + most);
        }
    }
}
