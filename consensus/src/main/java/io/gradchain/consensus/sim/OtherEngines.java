package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;

/** A lab whose engines come from elsewhere. */
record OtherEngines(EngineLab lab, EngineFactory engines) implements EngineLab {
    @Override
    public String engine() {
        return lab.engine();
    }

    @Override
    public SortedMap<String, Long> parameters(long slowest) {
        return lab.parameters(slowest);
    }

    @Override
    public ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        return engines.create(spec, key, scheme);
    }

    @Override
    public List<String> adversaries() {
        return lab.adversaries();
    }

    @Override
    public ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit) {
        return lab.corrupt(adversary, honest, kit);
    }

    @Override
    public Auditor auditor(ChainSpec spec) {
        return lab.auditor(spec);
    }

    @Override
    public Blame blame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        return lab.blame(spec, scheme, committees);
    }

    @Override
    public int chaosMillis() {
        return lab.chaosMillis();
    }

    @Override
    public int patienceMillis() {
        return lab.patienceMillis();
    }
}
