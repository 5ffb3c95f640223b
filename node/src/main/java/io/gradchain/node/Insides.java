package io.gradchain.node;

import io.gradchain.consensus.engine.ConsensusEngine;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * What tests put in the place of a node's usual insides.
 *
 * @param engines gives the engine that runs instead of the honest one
 * @param time the wall clock that consensus goes by
 */
record Insides(UnaryOperator<ConsensusEngine> engines, InstantSource time) {
    static final Insides USUAL = new Insides(engine -> engine, InstantSource.system());
}
