package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The door of staking: everything a block and a question may do with the stakes of one state. */
public final class Staking {
    private final StakingRules rules;
    private final StakeLedger ledger;
    private final StakeState state;
    private final UnbondingQueue queue;
    private final EngineRules engine;

    public Staking(StakingRules rules, EngineRules engine, StakeLedger ledger) {
        this.rules = rules;
        this.ledger = ledger;
        this.engine = engine;
        this.state = new StakeState(ledger, rules);
        this.queue = new UnbondingQueue(ledger);
    }

    /** Bonds what the spec's validators start with. */
    public void begin(ChainSpec spec) {
        for (ChainSpec.Validator validator : spec.validators()) {
            ledger.add(validator.weight());
            state.putIndexed(Validator.fresh(validator.key(), validator.reward())
                    .withSelf(validator.weight())
                    .withBeaconKey(validator.beacon().map(VrfKey::bytes).orElse(new byte[0])));
        }
        state.keep(Committee.genesis(spec));
    }

    /** Before the transactions of a block of {@code epoch} on one of {@code past}. */
    public void open(long past, long epoch) {
        EpochStart start = new EpochStart(rules, engine, ledger, state, queue);
        start.payMatured(epoch);
        if (epoch > past) {
            start.judgeTurns(past, epoch);
        }
    }

    public StakingOutcome apply(Address sender, Payload.Stake stake, long epoch) {
        return new StakeActions(rules, ledger, state, queue).apply(sender, stake, epoch);
    }

    public StakingOutcome report(Address reporter, byte[] evidence, long epoch) {
        return new Slashing(rules, engine, ledger, state).report(reporter, evidence, epoch);
    }

    /** What {@code evidence} proves against a validator that was not punished yet. */
    public Optional<Offence> judge(byte[] evidence, long epoch) {
        return engine.judge()
                .of(evidence, asked -> rules.punishable(asked, epoch) ? state.committee(asked) : Optional.empty())
                .filter(offence -> validator(offence.key())
                        .filter(guilty -> !guilty.tombstoned())
                        .isPresent());
    }

    /** Hands out what a block earned, units that no account has yet; returns the account that gets the rest, and how much. */
    public Payment earn(Address proposer, long epoch, long units) {
        return new Income(rules, ledger, state).share(proposer, epoch, units);
    }

    /** Units for an account. */
    public record Payment(Address to, long units) {}

    /** Elects the committee of the epoch after {@code epoch} and keeps it. */
    public Committee elect(long epoch) {
        Committee next = new Election(rules, state).committee(epoch + 1);
        state.keep(next);
        return next;
    }

    /** Whether a header may name it as its proposer. */
    public boolean isOperator(Address address) {
        return state.validator(address).isPresent();
    }

    /** What the operator at {@code address} proves randomness with; empty while it said no key. */
    public Optional<VrfKey> beaconKey(Address address) {
        return state.validator(address)
                .map(Validator::beaconKey)
                .filter(key -> key.length > 0)
                .map(VrfKey::of);
    }

    /** Those with own stake, by key. */
    public List<Validator> validators() {
        return state.all();
    }

    /** Those with own stake, and the members of {@code epoch} that have none left; by key. */
    public List<Validator> known(long epoch) {
        SortedMap<PublicKey, Validator> known = new TreeMap<>();
        state.all().forEach(validator -> known.put(validator.key(), validator));
        for (Committee.Member member :
                state.committee(epoch).map(Committee::members).orElse(List.of())) {
            validator(member.key()).ifPresent(validator -> known.put(member.key(), validator));
        }
        return List.copyOf(known.values());
    }

    /** What {@code owner} waits for, oldest first. */
    public List<Waiting> waiting(Address owner) {
        List<Waiting> waiting = new ArrayList<>();
        for (UnbondingQueue.Entry entry : queue.of(owner)) {
            Validator validator = state.validator(entry.operator()).orElseThrow();
            long units = validator.batch(entry.epoch()).value(entry.shares());
            waiting.add(new Waiting(validator, units, entry.epoch() + 1 + rules.unbondEpochs()));
        }
        return waiting;
    }

    /** Units that left {@code validator}, and the epoch whose first block pays them. */
    public record Waiting(Validator validator, long units, long paidIn) {}

    public Optional<Validator> validator(PublicKey key) {
        return state.validator(Validator.operator(key));
    }

    /** What {@code delegator} has in the pool of {@code validator}, in units. */
    public long delegated(Address delegator, Validator validator) {
        long shares = state.shares(delegator, validator.operator());
        return shares == 0 ? 0 : validator.pool().value(shares);
    }

    /** The committee of {@code epoch}, as long as it is kept: the next, the present, and those still punished. */
    public Optional<Committee> committee(long epoch) {
        return state.committee(epoch);
    }
}
