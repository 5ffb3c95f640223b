package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Offence;
import java.util.Optional;
import java.util.function.LongFunction;

/** What execution asks of the engine, whichever it is: pure functions that hostile bytes do not throw out of. */
public record EngineRules(EpochOf epochs, Judge judge) {
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
        return new EngineRules(engine::epoch, engine::judge);
    }
}
