package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.DposEngine;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.consensus.sim.Blame;
import io.gradchain.consensus.sim.EngineLab;
import io.gradchain.consensus.sim.adversary.Delayer;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.sim.adversary.Silent;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Delegated proof of stake for the simulator, by votes or, in {@link #solid}, by the older and unsafe rule. */
public final class DposLab implements EngineLab {
    private static final long SHORTEST_SLOT_MILLIS = 120;
    private static final long EXECUTION_MILLIS = 10;

    private final boolean solid;

    public DposLab() {
        this(false);
    }

    private DposLab(boolean solid) {
        this.solid = solid;
    }

    /** The rule of 70 % of the producers: here to be seen failing. */
    public static DposLab solid() {
        return new DposLab(true);
    }

    @Override
    public String engine() {
        return DposEngine.ID;
    }

    /** Slots long enough for a block and its votes. */
    @Override
    public SortedMap<String, Long> parameters(long slowest) {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("slot_ms", Math.max(SHORTEST_SLOT_MILLIS, 3 * slowest + 2 * EXECUTION_MILLIS));
        parameters.put("block_gas_limit", 100_000_000L);
        parameters.put("solid_lab", solid ? 1L : 0L);
        return parameters;
    }

    @Override
    public ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        return DposEngine.create(spec, key, scheme, 0);
    }

    @Override
    public List<String> adversaries() {
        return List.of(
                "equivocator",
                "double-voter",
                "silent",
                "delayer",
                "late-producer",
                "invalid-block",
                "withheld-certificate",
                "forger");
    }

    @Override
    public ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit) {
        return switch (adversary) {
            case "equivocator" -> new Equivocator(honest, new Speech(kit));
            case "double-voter" -> new DoubleVoter(honest, new Speech(kit));
            case "silent" -> new Silent(honest);
            case "delayer" -> new Delayer(honest, kit);
            case "late-producer" -> new LateProducer(honest, new Speech(kit));
            case "invalid-block" -> new InvalidBlock(honest, new Speech(kit));
            case "withheld-certificate" -> new WithheldCertificate(honest, new Speech(kit));
            case "forger" -> new Forger(honest, new Speech(kit));
            default -> throw EngineLab.unknown(adversary, this);
        };
    }

    @Override
    public Auditor auditor(ChainSpec spec) {
        return new VoteAudit();
    }

    @Override
    public Blame blame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        return new DposBlame(spec, scheme, committees);
    }

    /** Ten slots. */
    @Override
    public int chaosMillis() {
        return 5_000;
    }
}
