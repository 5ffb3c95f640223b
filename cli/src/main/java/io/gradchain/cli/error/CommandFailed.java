package io.gradchain.cli.error;

import java.util.Optional;

/**
 * Carries a {@link Problem} from any depth of a command to the one place that prints it.
 *
 * <p>Elsewhere in this project a refusal is a value; here picocli runs the commands, and an exception is its way out.
 */
public final class CommandFailed extends RuntimeException {
    private final transient Problem problem;
    private final transient Optional<Frames> frames;

    public CommandFailed(Problem problem) {
        this(problem, Optional.empty());
    }

    private CommandFailed(Problem problem, Optional<Frames> frames) {
        super(problem.code() + " " + problem.cause(), null, false, false);
        this.problem = problem;
        this.frames = frames;
    }

    /** The same failure with what the compiler says about a source. */
    public CommandFailed because(Frames drawn) {
        return new CommandFailed(problem, Optional.of(drawn));
    }

    public Problem problem() {
        return problem;
    }

    public Optional<Frames> frames() {
        return frames;
    }
}
