package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What execution asks of the engine, whichever it is: pure functions that hostile bytes do not throw out of.
 *
 * @param beacon where a header's mix comes from
 */
public record EngineRules(
        EpochOf epochs, EpochEnd ends, Turns turns, Judge judge, Earliest earliest, EngineSpec.Beacon beacon) {
    /** Whether the state after a block elects the next committee. */
    @FunctionalInterface
    public interface EpochEnd {
        boolean at(long height, byte[] seal);
    }

    /** How often a member of some weight may propose, in proportion to the others'. */
    @FunctionalInterface
    public interface Turns {
        long of(long weight);
    }

    /** The least time in ms that a child of a header may state; other headers are read where the rule needs them. */
    @FunctionalInterface
    public interface Earliest {
        long after(BlockHeader parent, Headers ancestors);
    }

    /** The epoch of a block. */
    @FunctionalInterface
    public interface EpochOf {
        long of(long height, byte[] seal);
    }

    /** What evidence proves; empty when nothing. */
    @FunctionalInterface
    public interface Judge {
        Optional<Offence> of(byte[] evidence, LongFunction<Optional<Committee>> committees);
    }

    public static EngineRules of(ConsensusEngine engine) {
        return new EngineRules(
                engine::epoch,
                engine::endsEpoch,
                engine::turns,
                engine::judge,
                engine::earliestTime,
                engine.spec().beacon());
    }
}
