package io.gradchain.node.execution;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.storage.state.StateTree;

/** The state that block zero hands out: the accounts and the stakes of the chain spec and nothing else. */
public final class GenesisState {
    private GenesisState() {}

    public static StateChange of(ChainSpec spec, StateTrees trees) {
        WorldState world = new WorldState(trees, StateTree.EMPTY);
        for (ChainSpec.Account account : spec.accounts()) {
            world.credit(account.address(), account.balance());
        }
        ProtocolRules.of(spec).staking(world).ifPresent(staking -> staking.begin(spec));
        return world.commit();
    }
}
