package io.gradchain.cli.chain;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Frames;
import io.gradchain.cli.error.Problem;
import tools.jackson.databind.JsonNode;

/** Traps as a node explains them, for people: the frame that it drew, and what that means for the caller. */
public final class Traps {
    private Traps() {}

    /** The frame with its line of source; below it where that was and what it cost. */
    public static Frames frames(JsonNode trap, String consequence) {
        return new Frames(Frames.Kind.TRAP, trap.path("text").asString() + consequence, trap.toString());
    }

    static CommandFailed failed(Problem problem, JsonNode trap, String consequence) {
        return problem.failed().because(frames(trap, consequence));
    }
}
