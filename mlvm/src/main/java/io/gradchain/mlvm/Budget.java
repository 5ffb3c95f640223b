package io.gradchain.mlvm;

import io.gradchain.mlvm.code.Limits;

/**
 * What one call may use.
 *
 * @param gas 1 gas is about 1 ns of one core of the reference machine
 * @param memory bytes live at one time, counted canonically (8 per number)
 */
public record Budget(long gas, long memory) {
    public Budget {
        if (gas < 0 || memory < 0) {
            throw new IllegalArgumentException("a budget is not negative");
        }
    }

    /** The memory limit of the chain. */
    public static Budget ofGas(long gas) {
        return new Budget(gas, Limits.MEMORY);
    }
}
