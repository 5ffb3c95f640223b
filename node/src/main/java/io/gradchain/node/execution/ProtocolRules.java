package io.gradchain.node.execution;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.node.execution.staking.EngineRules;
import io.gradchain.node.execution.staking.Staking;
import io.gradchain.node.execution.staking.StakingRules;
import java.util.Optional;

/**
 * The numbers of the chain spec that execution reads.
 *
 * @param blockGasLimit most gas of one block
 * @param blockReward units minted to the proposer of each block while the supply cap allows
 * @param minGasPrice least units per gas
 * @param supply units that block zero hands out, stakes included
 * @param stakes the numbers of staking; none where whoever solves the puzzle proposes, as its own payee
 * @param engine what the engine answers about epochs and evidence
 */
public record ProtocolRules(
        long chainId,
        long blockGasLimit,
        long blockReward,
        long minGasPrice,
        long supply,
        Optional<StakingRules> stakes,
        EngineRules engine) {
    public ProtocolRules {
        if (blockGasLimit <= 0 || blockReward < 0 || minGasPrice < 0 || supply < 0 || supply > Amount.MAX_SUPPLY) {
            throw new IllegalArgumentException("protocol parameter out of range");
        }
    }

    /** With an engine of nobody's to answer. */
    public static ProtocolRules of(ChainSpec spec) {
        return of(spec, Engines.create(spec, Optional.empty(), new Ed25519(), 0));
    }

    public static ProtocolRules of(ChainSpec spec, ConsensusEngine engine) {
        boolean elected = engine.spec().proposers() == EngineSpec.Proposers.ELECTED;
        return of(spec, elected, EngineRules.of(engine));
    }

    /** @param elected whether validators propose, so that stakes mean anything */
    public static ProtocolRules of(ChainSpec spec, boolean elected, EngineRules engine) {
        long supply = 0;
        for (ChainSpec.Account account : spec.accounts()) {
            supply = Math.addExact(supply, account.balance().units());
        }
        if (elected) {
            for (ChainSpec.Validator validator : spec.validators()) {
                supply = Math.addExact(supply, validator.weight());
            }
        }
        return new ProtocolRules(
                spec.chainId(),
                spec.parameter("block_gas_limit", 1_000_000_000L),
                spec.parameter("block_reward", 0),
                spec.parameter("min_gas_price", 1),
                supply,
                elected ? Optional.of(StakingRules.of(spec)) : Optional.empty(),
                engine);
    }

    /** The stakes in {@code world}; none on a chain without. */
    public Optional<Staking> staking(WorldState world) {
        return stakes.map(numbers -> new Staking(numbers, engine, new WorldStakes(world)));
    }

    /** Whether this chain knows what {@code payload} is about. */
    public boolean opens(Payload payload) {
        return switch (payload) {
            case Payload.Stake stake -> stakes.isPresent();
            case Payload.Evidence evidence -> stakes.isPresent();
            case Payload.Transfer transfer -> true;
            case Payload.Deploy deploy -> true;
            case Payload.Call call -> true;
        };
    }

    /** What the proposer of the block at {@code height} is paid: nothing once the supply would pass 2⁶¹ units. */
    public Amount reward(long height) {
        boolean fits = blockReward == 0 || height <= (Amount.MAX_SUPPLY - supply) / blockReward;
        return fits ? new Amount(blockReward) : Amount.ZERO;
    }
}
