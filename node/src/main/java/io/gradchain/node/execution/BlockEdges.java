package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.execution.staking.Staking;
import java.util.Optional;

/**
 * What a block does before its first and after its last transaction: an epoch begins (E-10), the proposer is paid
 * (E-12), the next committee is elected (E-11). On a chain without stakes only the proposer is paid.
 */
final class BlockEdges {
    private final ProtocolRules rules;

    BlockEdges(ProtocolRules rules) {
        this.rules = rules;
    }

    /** B-06. */
    boolean mayPropose(Address proposer, WorldState world) {
        return rules.staking(world).map(staking -> staking.isOperator(proposer)).orElse(true);
    }

    BlockContext open(BlockHeader parent, long timeMillis, byte[] seal, WorldState world) {
        long height = parent.height() + 1;
        long epoch = rules.engine().epochs().of(height, seal);
        long past = rules.engine().epochs().of(parent.height(), parent.seal());
        rules.staking(world).ifPresent(staking -> staking.open(past, epoch));
        return new BlockContext(height, timeMillis, epoch);
    }

    /**
     * @param endsEpoch whether the next committee is elected now
     * @param fees of all transactions, which no account has yet
     * @return what the header says of the next committee
     */
    Hash close(BlockContext block, boolean endsEpoch, Address proposer, Amount fees, WorldState world) {
        Amount earned = fees.plus(rules.reward(block.height()));
        Optional<Staking> staking = rules.staking(world);
        if (staking.isEmpty()) {
            world.credit(proposer, earned);
            return Hash.ZERO;
        }
        Staking.Payment rest = staking.get().earn(proposer, block.epoch(), earned.units());
        world.credit(rest.to(), new Amount(rest.units()));
        return endsEpoch ? staking.get().elect(block.epoch()).hash() : Hash.ZERO;
    }
}
