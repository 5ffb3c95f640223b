package io.gradchain.node.execution.staking;

/** How a transaction about stake ended. */
public sealed interface StakingOutcome {
    /** @param units that moved: staked, set free, or taken from the guilty */
    record Done(long units) implements StakingOutcome {}

    /** Whoever ran it undoes what it did. */
    record Failed(StakingFailure why) implements StakingOutcome {}
}
