package io.gradchain.node.execution;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.node.execution.staking.StakeLedger;
import java.util.Optional;

/** The stakes of one world: the storage and the balance of the staking account. */
record WorldStakes(WorldState world) implements StakeLedger {
    @Override
    public Optional<byte[]> slot(byte[] key) {
        return world.slot(ACCOUNT, key);
    }

    @Override
    public void store(byte[] key, byte[] value) {
        world.store(ACCOUNT, key, value);
    }

    @Override
    public void take(Address from, long units) {
        world.move(from, ACCOUNT, new Amount(units));
    }

    @Override
    public void pay(Address to, long units) {
        world.move(ACCOUNT, to, new Amount(units));
    }

    @Override
    public void add(long units) {
        world.credit(ACCOUNT, new Amount(units));
    }

    @Override
    public void burn(long units) {
        Account stakes = world.account(ACCOUNT);
        world.put(ACCOUNT, stakes.withBalance(stakes.balance().minus(new Amount(units))));
    }
}
