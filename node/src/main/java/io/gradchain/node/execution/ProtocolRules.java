package io.gradchain.node.execution;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Policy;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of the chain spec that execution reads.
 *
 * @param blockGasLimit most gas of one block
 * @param blockReward units minted to the proposer of each block while the supply cap allows
 * @param minGasPrice least units per gas
 * @param supply units that block zero hands out
 * @param payees who may stand in a header as proposer (the address of a validator's key), and the account it earns for
 */
public record ProtocolRules(
        long chainId,
        long blockGasLimit,
        long blockReward,
        long minGasPrice,
        long supply,
        SortedMap<Address, Address> payees) {
    public ProtocolRules {
        payees = new TreeMap<>(payees);
        if (blockGasLimit <= 0 || blockReward < 0 || minGasPrice < 0 || supply < 0 || supply > Amount.MAX_SUPPLY) {
            throw new IllegalArgumentException("protocol parameter out of range");
        }
    }

    public static ProtocolRules of(ChainSpec spec) {
        long supply = 0;
        for (ChainSpec.Account account : spec.accounts()) {
            supply = Math.addExact(supply, account.balance().units());
        }
        SortedMap<Address, Address> payees = new TreeMap<>();
        for (ChainSpec.Validator validator : spec.validators()) {
            payees.put(Address.ofPolicy(new Policy.SingleKey(validator.key())), validator.reward());
        }
        return new ProtocolRules(
                spec.chainId(),
                spec.parameter("block_gas_limit", 1_000_000_000L),
                spec.parameter("block_reward", 0),
                spec.parameter("min_gas_price", 1),
                supply,
                payees);
    }

    /** The account that a block of {@code proposer} pays; empty when that is no validator. */
    public Optional<Address> payee(Address proposer) {
        return Optional.ofNullable(payees.get(proposer));
    }

    /** What the proposer of the block at {@code height} is paid: nothing once the supply would pass 2⁶¹ units. */
    public Amount reward(long height) {
        boolean fits = blockReward == 0 || height <= (Amount.MAX_SUPPLY - supply) / blockReward;
        return fits ? new Amount(blockReward) : Amount.ZERO;
    }
}
