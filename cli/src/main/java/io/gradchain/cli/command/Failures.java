package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns whatever ends a command early into code, place, cause and hint; a stack trace only ever goes to a file. */
final class Failures {
    /** As a shell reports Ctrl-C: 128 and the number of SIGINT. */
    private static final int STOPPED = 130;

    private Failures() {}

    static int ofArguments(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        Problem problem = CliError.BAD_OPTION
                .at(
                        command,
                        e.getMessage().lines().findFirst().orElse("unknown"),
                        command + " --help shows what it takes")
                .problem();
        Screen.standard(List.of(args).contains("--json")).problem(problem);
        return problem.status();
    }

    static int ofExecution(Exception e, CommandLine.ParseResult parsed) {
        if (stopping()) {
            return STOPPED;
        }
        Screen screen = Screen.standard(parsed.originalArgs().contains("--json"));
        if (e instanceof CommandFailed failed) {
            screen.problem(failed.problem(), failed.frames());
            return failed.problem().status();
        }
        Problem problem = bug(e);
        screen.problem(problem);
        return problem.status();
    }

    /** Whether the process is ending by Ctrl-C or SIGTERM, and what fails now fails because of that. */
    private static boolean stopping() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            return !Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }

    static int ofError(Error e, String[] args) {
        Problem problem = bug(e);
        Screen.standard(List.of(args).contains("--json")).problem(problem);
        return problem.status();
    }

    private static Problem bug(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        Path file = Home.ofEnvironment().path().resolve("crash.log");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, trace.toString());
            return CliError.INTERNAL
                    .at(file.toString(), e.toString(), "please report it with that file")
                    .problem();
        } catch (IOException unwritable) {
            return CliError.INTERNAL.at(trace.toString(), e.toString()).problem();
        }
    }
}
