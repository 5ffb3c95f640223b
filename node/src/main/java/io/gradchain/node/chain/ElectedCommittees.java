package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.WorldState;
import java.util.Optional;

/** Epoch 0 has the spec's validators, every other epoch whom the state after its root elected (E-11). */
public final class ElectedCommittees implements Committees {
    private final ChainSpec spec;
    private final ProtocolRules rules;
    private final StateTrees trees;

    public ElectedCommittees(ChainSpec spec, ProtocolRules rules, StateTrees trees) {
        this.spec = spec;
        this.rules = rules;
        this.trees = trees;
    }

    @Override
    public Optional<Committee> of(long epoch, BlockHeader at) {
        if (epoch == 0) {
            return Optional.of(Committee.genesis(spec));
        }
        return rules.staking(new WorldState(trees, at.stateRoot())).flatMap(staking -> staking.committee(epoch));
    }
}
