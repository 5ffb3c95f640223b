package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import java.util.List;
import java.util.Optional;

/** What a block does before its transactions (E-10): pays what is due, and judges the epoch that is over. */
final class EpochStart {
    /** Owners paid by one block; the others wait for the next. */
    static final int PAYMENTS = 1_000;

    /** A member with fewer turns to expect is not judged: chance alone might have kept it away. */
    private static final long JUDGED_TURNS = 10;

    private final StakingRules rules;
    private final EngineRules engine;
    private final StakeLedger ledger;
    private final StakeState state;
    private final UnbondingQueue queue;

    EpochStart(StakingRules rules, EngineRules engine, StakeLedger ledger, StakeState state, UnbondingQueue queue) {
        this.rules = rules;
        this.engine = engine;
        this.ledger = ledger;
        this.state = state;
        this.queue = queue;
    }

    void payMatured(long epoch) {
        for (int paid = 0; paid < PAYMENTS; paid++) {
            Optional<UnbondingQueue.Entry> first = queue.first();
            if (first.isEmpty() || !rules.matured(first.get().epoch(), epoch)) {
                return;
            }
            UnbondingQueue.Entry entry = first.get();
            Validator validator = state.validator(entry.operator()).orElseThrow();
            SharePool batch = validator.batch(entry.epoch());
            state.put(validator.withBatch(entry.epoch(), batch.leave(entry.shares())));
            ledger.pay(entry.owner(), batch.value(entry.shares()));
            queue.removeFirst();
        }
    }

    /** Jails the members that proposed less than half of their share of {@code past}, as long as enough remain. */
    void judgeTurns(long past, long epoch) {
        Optional<Committee> committee = state.committee(past);
        if (committee.isEmpty()) {
            return;
        }
        List<Committee.Member> members = committee.get().members();
        long blocks = 0;
        long turns = 0;
        int free = 0;
        for (Committee.Member member : members) {
            Validator validator = state.validator(member.address()).orElseThrow();
            blocks += validator.turns().in(past);
            turns += engine.turns().of(member.weight());
            free += validator.isFree() ? 1 : 0;
        }
        for (Committee.Member member : members) {
            Validator validator = state.validator(member.address()).orElseThrow();
            long own = engine.turns().of(member.weight());
            boolean judged = Proportion.compare(blocks, own, JUDGED_TURNS, turns) >= 0;
            boolean absent = Proportion.compare(2 * validator.turns().in(past), turns, blocks, own) < 0;
            if (judged && absent && validator.isFree() && free > rules.minCommittee()) {
                state.put(validator.jailed(epoch + 1));
                free--;
            }
        }
    }
}
