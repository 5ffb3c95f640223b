package io.gradchain.cli.error;

/**
 * Carries a {@link Problem} from any depth of a command to the one place that prints it.
 *
 * <p>Elsewhere in this project a refusal is a value; here picocli runs the commands, and an exception is its way out.
 */
public final class CommandFailed extends RuntimeException {
    private final transient Problem problem;

    public CommandFailed(Problem problem) {
        super(problem.code() + " " + problem.cause(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
