package io.gradchain.mlvm;

import io.gradchain.mlvm.gas.GasTable;

/** What is left of a budget (M-73, M-74): asked before the work is done. */
final class Meter {
    private final Budget budget;
    private long gasLeft;
    private long live;

    Meter(Budget budget) {
        this.budget = budget;
        this.gasLeft = budget.gas();
    }

    void charge(long gas) {
        if (gas > gasLeft) {
            gasLeft = 0;
            throw new Halt(Trap.OUT_OF_GAS);
        }
        gasLeft -= gas;
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
