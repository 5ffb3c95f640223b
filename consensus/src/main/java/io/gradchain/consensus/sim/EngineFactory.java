package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.Optional;

/** Makes the engine of one simulated validator, at the start and after each crash. */
@FunctionalInterface
public interface EngineFactory {
    ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme);
}
