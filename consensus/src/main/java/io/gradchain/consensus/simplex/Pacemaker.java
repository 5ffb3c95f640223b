package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import java.util.List;

/**
 * The timers of one view (C-42). They run only while something is due: an idle chain waits, and an idle leader is not at
 * fault.
 */
final class Pacemaker {
    static final String LEADER = "leader";
    static final String ADVANCE = "advance";
    static final String RESEND = "resend";
    static final String IDLE = "idle";
    static final String PACE = "pace";
    /** The block gas limit is halved at most this often. */
    private static final int MAX_HALVINGS = 10;

    private final Parameters parameters;
    private long delta;
    private int nullifiedInRow;
    private boolean armed;
    private boolean paced;
    private boolean extended;
    private long leaderExtension;
    private long advanceExtension;

    Pacemaker(Parameters parameters) {
        this.parameters = parameters;
        this.delta = parameters.delta();
    }

    void notarized() {
        delta = parameters.delta();
        nullifiedInRow = 0;
    }

    void nullified() {
        nullifiedInRow++;
        delta = Math.min(parameters.deltaCap(), delta + delta / 2);
    }

    /** Stops all timers: an epoch ended, and we may have no part in the next one. */
    static void stop(Effects out) {
        List.of(LEADER, ADVANCE, RESEND, IDLE, PACE).forEach(out::cancelTimer);
    }

    /** A new view begins, idle. */
    void enter(Effects out) {
        armed = false;
        extended = false;
        leaderExtension = 0;
        advanceExtension = 0;
        paced = parameters.minBlockInterval() > 0;
        out.cancelTimer(LEADER);
        out.cancelTimer(ADVANCE);
        out.cancelTimer(RESEND);
        if (paced) {
            out.setTimer(PACE, parameters.minBlockInterval());
        }
        out.setTimer(IDLE, parameters.maxEmptyInterval());
    }

    /** Something is due in this view: from now on it may fail. */
    boolean arm(Effects out) {
        if (armed) {
            return false;
        }
        armed = true;
        out.cancelTimer(IDLE);
        out.setTimer(LEADER, 2 * delta + parameters.minBlockInterval());
        out.setTimer(ADVANCE, 3 * delta + parameters.minBlockInterval());
        return true;
    }

    boolean isArmed() {
        return armed;
    }

    /** Whether the least interval between blocks still holds a proposal back. */
    boolean isPaced() {
        return paced;
    }

    void paceEnded() {
        paced = false;
    }

    /** Only the first Build of a view counts. */
    void extend(long gas) {
        if (!extended) {
            extended = true;
            leaderExtension = parameters.extension(gas);
            advanceExtension = leaderExtension;
        }
    }

    /** True when the leader timer really ended; otherwise it goes on for what a Build added. */
    boolean leaderTimeout(Effects out) {
        if (leaderExtension == 0) {
            return true;
        }
        out.setTimer(LEADER, leaderExtension);
        leaderExtension = 0;
        return false;
    }

    boolean advanceTimeout(Effects out) {
        if (advanceExtension == 0) {
            return true;
        }
        out.setTimer(ADVANCE, advanceExtension);
        advanceExtension = 0;
        return false;
    }

    void proposalSeen(Effects out) {
        out.cancelTimer(LEADER);
    }

    void scheduleResend(Effects out) {
        out.setTimer(RESEND, 2 * delta);
    }

    /** Most gas a leader packs, halved for each view nullified in a row, and no more than what is pending needs. */
    long gasBudget(long pendingGas) {
        long limit = parameters.blockGasLimit() >> Math.min(nullifiedInRow, MAX_HALVINGS);
        return Math.max(1, Math.min(limit, Math.max(pendingGas, unannouncedGas())));
    }

    /** What runs within a fifth of Δ needs no Build. */
    long unannouncedGas() {
        return parameters.nanosPerGas() == 0
                ? parameters.blockGasLimit()
                : parameters.delta() * 1_000_000 / 5 / parameters.nanosPerGas();
    }
}
