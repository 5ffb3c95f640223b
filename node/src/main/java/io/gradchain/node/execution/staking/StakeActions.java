package io.gradchain.node.execution.staking;

import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import java.util.Optional;

/** What people do with stake (E-9). A failure may leave things half done: the transaction is undone as a whole. */
final class StakeActions {
    private final StakingRules rules;
    private final StakeLedger ledger;
    private final StakeState state;
    private final UnbondingQueue queue;

    StakeActions(StakingRules rules, StakeLedger ledger, StakeState state, UnbondingQueue queue) {
        this.rules = rules;
        this.ledger = ledger;
        this.state = state;
        this.queue = queue;
    }

    StakingOutcome apply(Address sender, Payload.Stake stake, long epoch) {
        Address operator = Validator.operator(stake.key());
        Optional<Validator> known = state.validator(operator);
        if (stake.beaconKey().length > 0 && !mayCarryKey(stake, known)) {
            return failed(StakingFailure.BEACON_KEY);
        }
        long units = stake.amount().units();
        return switch (stake.action()) {
            case BOND ->
                sender.equals(operator)
                        ? bond(known.orElse(Validator.fresh(stake.key(), operator)), units, stake.beaconKey())
                        : failed(StakingFailure.NOT_OPERATOR);
            case UNBOND ->
                sender.equals(operator)
                        ? known.map(validator -> unbond(validator, units, epoch))
                                .orElse(unknown())
                        : failed(StakingFailure.NOT_OPERATOR);
            case UNJAIL ->
                sender.equals(operator)
                        ? known.map(validator -> unjail(validator, units, epoch))
                                .orElse(unknown())
                        : failed(StakingFailure.NOT_OPERATOR);
            case DELEGATE ->
                known.map(validator -> delegate(sender, validator, units)).orElse(unknown());
            case UNDELEGATE ->
                known.map(validator -> undelegate(sender, validator, units, epoch))
                        .orElse(unknown());
        };
    }

    /** Once and before it has weight: who may change the key when the last mix is known may try many. */
    private static boolean mayCarryKey(Payload.Stake stake, Optional<Validator> known) {
        boolean fresh =
                known.filter(v -> v.self() > 0 || v.beaconKey().length > 0).isEmpty();
        return stake.action() == Payload.Stake.Action.BOND
                && fresh
                && VrfKey.parse(stake.beaconKey()).isPresent();
    }

    private StakingOutcome bond(Validator validator, long units, byte[] beaconKey) {
        if (units == 0) {
            return failed(StakingFailure.AMOUNT);
        }
        if (validator.tombstoned()) {
            return failed(StakingFailure.TOMBSTONED);
        }
        if (validator.self() + units < rules.minStake()) {
            return failed(StakingFailure.TOO_LITTLE);
        }
        if (validator.self() == 0 && state.indexed() >= StakingRules.MAX_VALIDATORS) {
            return failed(StakingFailure.VALIDATORS_FULL);
        }
        ledger.take(validator.operator(), units);
        Validator bonded = validator.withSelf(validator.self() + units);
        state.putIndexed(beaconKey.length == 0 ? bonded : bonded.withBeaconKey(beaconKey));
        return new StakingOutcome.Done(units);
    }

    private StakingOutcome unbond(Validator validator, long wanted, long epoch) {
        long units = wanted == 0 ? validator.self() : wanted;
        if (units == 0 || units > validator.self()) {
            return failed(StakingFailure.NOT_SO_MUCH);
        }
        long left = validator.self() - units;
        if (left > 0 && left < rules.minStake()) {
            return failed(StakingFailure.TOO_LITTLE);
        }
        state.putIndexed(leaving(validator.operator(), validator.withSelf(left), units, epoch));
        return new StakingOutcome.Done(units);
    }

    private StakingOutcome delegate(Address sender, Validator validator, long offered) {
        if (offered == 0) {
            return failed(StakingFailure.AMOUNT);
        }
        if (validator.tombstoned()) {
            return failed(StakingFailure.TOMBSTONED);
        }
        if (validator.self() == 0) {
            return unknown();
        }
        long shares = validator.pool().sharesFor(offered);
        if (shares == 0) {
            return failed(StakingFailure.NO_SHARE);
        }
        long units = validator.pool().cost(shares);
        ledger.take(sender, units);
        Address operator = validator.operator();
        state.setShares(sender, operator, state.shares(sender, operator) + shares);
        state.put(validator.withPool(validator.pool().join(units, shares)));
        return new StakingOutcome.Done(units);
    }

    private StakingOutcome undelegate(Address sender, Validator validator, long wanted, long epoch) {
        Address operator = validator.operator();
        SharePool pool = validator.pool();
        long held = state.shares(sender, operator);
        if (held == 0 || wanted > pool.value(held)) {
            return failed(StakingFailure.NOT_SO_MUCH);
        }
        long shares = wanted == 0 ? held : Math.min(held, pool.sharesWorth(wanted));
        long units = pool.value(shares);
        state.setShares(sender, operator, held - shares);
        state.put(leaving(sender, validator.withPool(pool.leave(shares)), units, epoch));
        return new StakingOutcome.Done(units);
    }

    /** The units lose their weight and wait; a worthless rest of shares just goes. */
    private Validator leaving(Address owner, Validator validator, long units, long epoch) {
        if (units == 0) {
            return validator;
        }
        SharePool batch = validator.batch(epoch);
        long shares = batch.sharesFor(units);
        queue.add(new UnbondingQueue.Entry(owner, validator.operator(), epoch, shares));
        return validator.withBatch(epoch, batch.join(units, shares));
    }

    private StakingOutcome unjail(Validator validator, long units, long epoch) {
        if (units != 0) {
            return failed(StakingFailure.AMOUNT);
        }
        if (validator.tombstoned()) {
            return failed(StakingFailure.TOMBSTONED);
        }
        if (validator.jailedUntil() == 0) {
            return failed(StakingFailure.NOT_JAILED);
        }
        if (epoch < validator.jailedUntil()) {
            return failed(StakingFailure.STILL_JAILED);
        }
        state.put(validator.jailed(0));
        return new StakingOutcome.Done(0);
    }

    private static StakingOutcome unknown() {
        return failed(StakingFailure.UNKNOWN_VALIDATOR);
    }

    private static StakingOutcome failed(StakingFailure why) {
        return new StakingOutcome.Failed(why);
    }
}
