package io.gradchain.consensus.pow;

import io.gradchain.genesis.spec.ChainSpec;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of the chain spec this engine reads (C-104).
 *
 * @param blockTime wished ms between blocks
 * @param halfLife ms behind the schedule that double the target
 * @param difficulty expected hashes of the first block
 * @param confirmations blocks on top of one that is called final
 * @param minerThreads threads that search, read by the runtime
 * @param minerDuty permille of the time they work, read by the runtime
 * @param simulatedHashes hashes per second that a miner pretends to try; 0 mines in earnest
 * @param blockGasLimit most gas of a block
 */
record Parameters(
        long blockTime,
        long halfLife,
        long difficulty,
        long confirmations,
        long minerThreads,
        long minerDuty,
        long simulatedHashes,
        long blockGasLimit) {
    /** The easiest target is this many bits above the first one. */
    private static final int EASIER_BITS = 8;

    private static final long DAY = 86_400_000;

    Parameters {
        if (blockTime < 1 || blockTime > DAY || halfLife < blockTime || halfLife > 365 * DAY) {
            throw new IllegalArgumentException("1 <= block_time_ms <= 1 day, block_time_ms <= half_life_ms <= 1 year");
        }
        if (difficulty < 1 || confirmations < 1 || confirmations > 1_000) {
            throw new IllegalArgumentException("initial_difficulty is positive, confirmations lie in 1..1000");
        }
        if (minerThreads < 1 || minerThreads > 1_024 || minerDuty < 1 || minerDuty > 1_000) {
            throw new IllegalArgumentException("miner_threads lie in 1..1024, miner_duty_permille in 1..1000");
        }
        if (simulatedHashes < 0 || blockGasLimit < 1 || blockGasLimit > 1L << 40) {
            throw new IllegalArgumentException("simulated_hashes_per_second or block_gas_limit is out of range");
        }
    }

    static Parameters of(ChainSpec spec) {
        return new Parameters(
                spec.parameter("block_time_ms", 2_000),
                spec.parameter("half_life_ms", 32_000),
                spec.parameter("initial_difficulty", 1 << 20),
                spec.parameter("confirmations", 6),
                spec.parameter("miner_threads", 1),
                spec.parameter("miner_duty_permille", 1_000),
                spec.parameter("simulated_hashes_per_second", 0),
                spec.parameter("block_gas_limit", 1_000_000_000));
    }

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>();
        names.put("block_time_ms", blockTime);
        names.put("half_life_ms", halfLife);
        names.put("initial_difficulty", difficulty);
        names.put("confirmations", confirmations);
        names.put("miner_threads", minerThreads);
        names.put("miner_duty_permille", minerDuty);
        names.put("simulated_hashes_per_second", simulatedHashes);
        names.put("block_gas_limit", blockGasLimit);
        return names;
    }

    boolean simulated() {
        return simulatedHashes > 0;
    }

    BigInteger firstTarget() {
        return Work.target(difficulty);
    }

    Asert asert() {
        return new Asert(blockTime, halfLife, Work.target(Math.max(1, difficulty >> EASIER_BITS)));
    }
}
