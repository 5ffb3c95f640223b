package io.gradchain.cli.error;

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

    public CommandFailed failed() {
        return new CommandFailed(this);
    }
}
