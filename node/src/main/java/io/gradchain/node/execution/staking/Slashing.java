package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.types.Address;
import java.util.Optional;
import java.util.function.LongFunction;

/** What evidence does (E-13): the guilty lose a part once and are out for good; who reports gets a part of that. */
final class Slashing {
    private static final long REPORTERS_PART = 20;

    private final StakingRules rules;
    private final EngineRules engine;
    private final StakeLedger ledger;
    private final StakeState state;

    Slashing(StakingRules rules, EngineRules engine, StakeLedger ledger, StakeState state) {
        this.rules = rules;
        this.engine = engine;
        this.ledger = ledger;
        this.state = state;
    }

    StakingOutcome report(Address reporter, byte[] evidence, long epoch) {
        Kept kept = new Kept(epoch);
        Optional<Offence> offence = engine.judge().of(evidence, kept);
        if (kept.askedTooOld
                || offence.filter(o -> o.epoch() < epoch - rules.unbondEpochs()).isPresent()) {
            return new StakingOutcome.Failed(StakingFailure.TOO_OLD);
        }
        Optional<Validator> guilty = offence.filter(o -> rules.punishable(o.epoch(), epoch))
                .flatMap(o -> state.validator(Validator.operator(o.key())));
        if (guilty.isEmpty()) {
            return new StakingOutcome.Failed(StakingFailure.PROVES_NOTHING);
        }
        if (guilty.get().tombstoned()) {
            return new StakingOutcome.Failed(StakingFailure.PUNISHED_BEFORE);
        }
        Validator punished = guilty.get()
                .slashed(rules.slashPermille(), offence.orElseThrow().epoch());
        long taken = guilty.get().held() - punished.held();
        state.put(punished);
        ledger.pay(reporter, taken / REPORTERS_PART);
        ledger.burn(taken - taken / REPORTERS_PART);
        return new StakingOutcome.Done(taken);
    }

    /** The committees that offences are still punished of; notes whether an older one was asked for. */
    private final class Kept implements LongFunction<Optional<Committee>> {
        private final long now;
        private boolean askedTooOld;

        Kept(long now) {
            this.now = now;
        }

        @Override
        public Optional<Committee> apply(long epoch) {
            askedTooOld |= epoch < now - rules.unbondEpochs();
            return rules.punishable(epoch, now) ? state.committee(epoch) : Optional.empty();
        }
    }
}
