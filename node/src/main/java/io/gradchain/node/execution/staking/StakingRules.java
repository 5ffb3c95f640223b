package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Amount;

/**
 * The numbers of the chain spec that staking reads.
 *
 * @param epochBlocks heights divisible by it end an epoch; 0: there is one epoch only
 * @param unbondEpochs full epochs that unbonding units stay slashable after the one they lost their weight in
 * @param minStake least units of a validator, and of its own stake
 * @param committeeSize most members
 * @param minCommittee jailing never leaves fewer members
 * @param commissionPermille the validator's part of what its delegators' stake earns
 * @param slashPermille what the guilty lose
 */
public record StakingRules(
        long epochBlocks,
        long unbondEpochs,
        long minStake,
        int committeeSize,
        int minCommittee,
        int commissionPermille,
        int slashPermille) {
    /** Validators with own stake at a time. */
    public static final int MAX_VALIDATORS = 1024;

    /** Above one half, shares of a slashed pool could outgrow 63 bits. */
    private static final int MAX_SLASH = 500;

    public StakingRules {
        require(epochBlocks >= 0, "epoch_blocks");
        require(unbondEpochs >= 0 && unbondEpochs <= 64, "unbond_epochs");
        require(minStake > 0 && minStake <= Amount.MAX_SUPPLY, "min_stake");
        require(committeeSize > 0 && committeeSize <= Committee.MAX_MEMBERS, "committee_size");
        require(minCommittee > 0, "min_committee");
        require(commissionPermille >= 0 && commissionPermille <= 1000, "commission_permille");
        require(slashPermille >= 0 && slashPermille <= MAX_SLASH, "slash_permille");
    }

    private static void require(boolean holds, String parameter) {
        if (!holds) {
            throw new IllegalArgumentException(parameter + " is out of range");
        }
    }

    public static StakingRules of(ChainSpec spec) {
        return new StakingRules(
                spec.parameter("epoch_blocks", 0),
                spec.parameter("unbond_epochs", 2),
                spec.parameter("min_stake", Amount.UNITS_PER_GRAD),
                small(spec, "committee_size", 100),
                small(spec, "min_committee", 4),
                small(spec, "commission_permille", 100),
                small(spec, "slash_permille", 50));
    }

    private static int small(ChainSpec spec, String parameter, int otherwise) {
        long value = spec.parameter(parameter, otherwise);
        require(value >= 0 && value <= Integer.MAX_VALUE, parameter);
        return (int) value;
    }

    /** Whether units that were unbonded in {@code epoch} are paid in {@code now}. */
    boolean matured(long epoch, long now) {
        return now > epoch + unbondEpochs;
    }

    /** Whether an offence of {@code epoch} can still be punished in {@code now}: while the stake of then is here. */
    boolean punishable(long epoch, long now) {
        return epoch <= now && epoch >= now - unbondEpochs;
    }
}
