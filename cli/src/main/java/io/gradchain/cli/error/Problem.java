package io.gradchain.cli.error;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;

/**
 * A refusal as the user sees it, whichever module said no.
 *
 * @param code the number under which it can be looked up, such as {@code X-04} or a node's {@code TX-04}
 * @param status the exit code it leads to
 * @param place file, line, column, option or transaction it is about; empty where there is none
 * @param cause what is wrong, with the offending value
 * @param hint what to do
 */
public record Problem(String code, int status, String title, String place, String cause, String hint) {
    /** A refusal of a lower module. */
    public static Problem of(Refusal refusal) {
        return new Problem(
                refusal.code().id(),
                1,
                refusal.code().title(),
                refusal.place(),
                refusal.cause(),
                refusal.code().hint());
    }

    /** What was attempted; a refusal ends the command. */
    public static <T> T unless(Attempt<T> attempt) {
        return switch (attempt) {
            case Attempt.Done<T>(T value) -> value;
            case Attempt.Refused<T>(var refusal) -> throw of(refusal).failed();
        };
    }

    public CommandFailed failed() {
        return new CommandFailed(this);
    }
}
