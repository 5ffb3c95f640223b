package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.sim.Blame;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.adversary.Delayer;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.sim.adversary.Silent;
import io.gradchain.consensus.simplex.SimplexEngine;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Chained Simplex for the simulator. */
public final class SimplexLab implements EngineLab {
    @Override
    public String engine() {
        return SimplexEngine.ID;
    }

    @Override
    public SortedMap<String, Long> parameters(long slowest) {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("delta_ms", Math.max(100, 2 * slowest));
        parameters.put("delta_cap_ms", Math.max(1_000, 20 * slowest));
        parameters.put("max_empty_interval_ms", 400L);
        parameters.put("block_gas_limit", 100_000_000L);
        return parameters;
    }

    @Override
    public ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        return SimplexEngine.create(spec, key, scheme, 0);
    }

    @Override
    public List<String> adversaries() {
        return List.of(
                "equivocator",
                "silent",
                "delayer",
                "nullify-and-finalize",
                "invalid-block",
                "withheld-certificate",
                "forger");
    }

    @Override
    public ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit) {
        return switch (adversary) {
            case "equivocator" -> new Equivocator(honest, Speech.of(kit));
            case "silent" -> new Silent(honest);
            case "delayer" -> new Delayer(honest, kit);
            case "nullify-and-finalize" -> new NullifyAndFinalize(honest, Speech.of(kit));
            case "invalid-block" -> new InvalidBlock(honest, Speech.of(kit));
            case "withheld-certificate" -> new WithheldCertificate(honest, Speech.of(kit));
            case "forger" -> new Forger(honest, Speech.of(kit));
            default -> throw EngineLab.unknown(adversary, this);
        };
    }

    @Override
    public Auditor auditor(ChainSpec spec) {
        return new VoteScan(new SigningContext(spec.chainId(), spec.hash(), 0, 0));
    }

    @Override
    public Blame blame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        return new SimplexBlame(spec, scheme, committees);
    }
}
