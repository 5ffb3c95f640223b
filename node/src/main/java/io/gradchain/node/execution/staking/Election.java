package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import java.util.Comparator;
import java.util.List;

/** Who votes next (E-11): the free validators with the most stake; equal ones in the order of their keys. */
final class Election {
    private static final Comparator<Validator> MOST_STAKE =
            Comparator.comparingLong(Validator::stake).reversed().thenComparing(Validator::key);

    private final StakingRules rules;
    private final StakeState state;

    Election(StakingRules rules, StakeState state) {
        this.rules = rules;
        this.state = state;
    }

    /** The committee of {@code epoch}; the one before, where nobody can be elected. */
    Committee committee(long epoch) {
        List<Committee.Member> members = state.all().stream()
                .filter(validator -> validator.isFree() && validator.stake() >= rules.minStake())
                .sorted(MOST_STAKE)
                .limit(rules.committeeSize())
                .map(validator -> new Committee.Member(validator.key(), validator.stake()))
                .toList();
        return new Committee(
                epoch,
                members.isEmpty() ? state.committee(epoch - 1).orElseThrow().members() : members);
    }
}
