package io.gradchain.node.execution.staking;

import io.gradchain.genesis.types.Address;

/** Who gets what a block earned (E-12). */
final class Income {
    private final StakingRules rules;
    private final StakeLedger ledger;
    private final StakeState state;

    Income(StakingRules rules, StakeLedger ledger, StakeState state) {
        this.rules = rules;
        this.ledger = ledger;
        this.state = state;
    }

    /** What is left for the payee of {@code proposer} once its delegators have their part; counts the turn. */
    Staking.Payment share(Address proposer, long epoch, long units) {
        Validator validator = state.validator(proposer).orElseThrow().proposed(epoch);
        long delegated = validator.pool().units();
        if (delegated == 0) {
            state.put(validator);
            return new Staking.Payment(validator.payee(), units);
        }
        long theirs = Proportion.floor(units, delegated, validator.stake());
        long net = theirs - Proportion.floor(theirs, rules.commissionPermille(), 1000);
        ledger.add(net);
        state.put(validator.withPool(validator.pool().grow(net)));
        return new Staking.Payment(validator.payee(), units - net);
    }
}
