package io.gradchain.mlvm;

import io.gradchain.mlvm.gas.GasTable;

/** What is left of a budget (M-73, M-74): asked before the work is done. */
final class Meter {
    private final Budget budget;
    private long gasLeft;
    private long live;
    /** Gas that the call underway must leave to those around it. */
    private long reserved;

    Meter(Budget budget) {
        this.budget = budget;
        this.gasLeft = budget.gas();
    }

    /** What cannot be paid takes all that the call may use. */
    void charge(long gas) {
        if (gas > gasLeft - reserved) {
            gasLeft = reserved;
            throw new Halt(Trap.OUT_OF_GAS);
        }
        gasLeft -= gas;
    }

    /** From here on at most {@code gas} may be used; gives what {@link #restore} takes back. */
    long restrict(long gas) {
        long before = reserved;
        reserved = Math.max(reserved, gasLeft - gas);
        return before;
    }

    void restore(long before) {
        reserved = before;
    }

    /** Traps unless {@code bytes} more may live. */
    void require(long bytes) {
        if (GasTable.plus(live, bytes) > budget.memory()) {
            throw new Halt(Trap.OUT_OF_MEMORY);
        }
    }

    void hold(long bytes) {
        require(bytes);
        live += bytes;
    }

    void release(long bytes) {
        live -= bytes;
    }

    long gasUsed() {
        return budget.gas() - gasLeft;
    }
}
