package io.gradchain.node.execution.staking;

import io.gradchain.genesis.types.Address;
import java.util.Optional;

/** The state as staking needs it: slots of its own, and one balance that holds every staked and unbonding unit. */
public interface StakeLedger {
    /** Where both are (E-1). */
    Address ACCOUNT = Address.ofProtocol("staking");

    Optional<byte[]> slot(byte[] key);

    /** Empty bytes stand for nothing. */
    void store(byte[] key, byte[] value);

    /** Moves units that {@code from} has to the stakes. */
    void take(Address from, long units);

    void pay(Address to, long units);

    /** Adds units that come from no account: at block zero, and what a block earned. */
    void add(long units);

    /** Ends units that are staked. */
    void burn(long units);
}
