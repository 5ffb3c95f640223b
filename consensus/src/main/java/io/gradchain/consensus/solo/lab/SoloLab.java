package io.gradchain.consensus.solo.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.adversary.Delayer;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.sim.adversary.Silent;
import io.gradchain.consensus.solo.SoloEngine;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One validator for the simulator: nobody votes, so there is nobody to contradict. */
public final class SoloLab implements EngineLab {
    @Override
    public String engine() {
        return SoloEngine.ID;
    }

    @Override
    public SortedMap<String, Long> parameters(long slowest) {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("interval_ms", 400L);
        return parameters;
    }

    @Override
    public ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        return new SoloEngine(spec, key, scheme);
    }

    @Override
    public List<String> adversaries() {
        return List.of("silent", "delayer");
    }

    @Override
    public ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit) {
        return switch (adversary) {
            case "silent" -> new Silent(honest);
            case "delayer" -> new Delayer(honest, kit);
            default -> throw EngineLab.unknown(adversary, this);
        };
    }

    @Override
    public Auditor auditor(ChainSpec spec) {
        return Auditor.none();
    }
}
