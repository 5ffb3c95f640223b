package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.pow.PowEngine;
import io.gradchain.consensus.sim.Auditor;
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

/** Proof of work for the simulator, with simulated mining. */
public final class PowLab implements EngineLab {
    private static final long HASHES_PER_SECOND = 1_000;
    /** Miners whose hashes the first difficulty fits. */
    private static final long MINERS = 4;

    private static final long FASTEST_BLOCKS_MILLIS = 500;
    private static final int PATIENCE_MILLIS = 240_000;

    @Override
    public String engine() {
        return PowEngine.ID;
    }

    /** A block every ten message delays or more: then few blocks are found in vain. */
    @Override
    public SortedMap<String, Long> parameters(long slowest) {
        long blockTime = Math.max(FASTEST_BLOCKS_MILLIS, 10 * slowest);
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("block_time_ms", blockTime);
        parameters.put("half_life_ms", 16 * blockTime);
        parameters.put("initial_difficulty", MINERS * HASHES_PER_SECOND * blockTime / 1_000);
        parameters.put("simulated_hashes_per_second", HASHES_PER_SECOND);
        parameters.put("confirmations", 6L);
        parameters.put("block_gas_limit", 100_000_000L);
        return parameters;
    }

    @Override
    public ConsensusEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        return PowEngine.create(spec, key);
    }

    @Override
    public List<String> adversaries() {
        return List.of(
                "selfish", "invalid-block", "time-warp", "withholder", "boaster", "cheap-target", "silent", "delayer");
    }

    @Override
    public ConsensusEngine corrupt(String adversary, ConsensusEngine honest, Kit kit) {
        return switch (adversary) {
            case "selfish" -> new Selfish(honest);
            case "invalid-block" -> new InvalidBlock(honest);
            case "time-warp" -> new TimeWarp(honest, kit);
            case "withholder" -> new Withholder(honest);
            case "boaster" -> new Boaster(honest, kit);
            case "cheap-target" -> new CheapTarget(honest);
            case "silent" -> new Silent(honest);
            case "delayer" -> new Delayer(honest, kit);
            default -> throw EngineLab.unknown(adversary, this);
        };
    }

    @Override
    public Auditor auditor(ChainSpec spec) {
        return new BlockScan();
    }

    /** A few tens of blocks. */
    @Override
    public int chaosMillis() {
        return 20_000;
    }

    @Override
    public int patienceMillis() {
        return PATIENCE_MILLIS;
    }
}
