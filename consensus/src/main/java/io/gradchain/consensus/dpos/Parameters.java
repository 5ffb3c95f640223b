package io.gradchain.consensus.dpos;

import io.gradchain.genesis.spec.ChainSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of the chain spec this engine reads (C-241).
 *
 * @param slotMillis length of a slot in ms
 * @param committeeSize producers elected for an epoch
 * @param epochBlocks nominal blocks of an epoch; 0 is one epoch for ever
 * @param solid whether blocks are settled by the older rule, which is unsafe and here to be seen failing
 * @param blockGasLimit most gas of a block
 */
record Parameters(long slotMillis, long committeeSize, long epochBlocks, boolean solid, long blockGasLimit) {
    private static final long MINUTE = 60_000;

    Parameters {
        if (slotMillis < 1 || slotMillis > MINUTE) {
            throw new IllegalArgumentException("1 <= slot_ms <= 1 minute");
        }
        if (committeeSize < 1 || committeeSize > 256) {
            throw new IllegalArgumentException("1 <= committee_size <= 256");
        }
        if (epochBlocks < 0 || epochBlocks > 1L << 40) {
            throw new IllegalArgumentException("0 <= epoch_blocks <= 2^40");
        }
        if (blockGasLimit < 1 || blockGasLimit > 1L << 40) {
            throw new IllegalArgumentException("block_gas_limit is out of range");
        }
    }

    static Parameters of(ChainSpec spec) {
        long solid = spec.parameter("solid_lab", 0);
        if (solid < 0 || solid > 1) {
            throw new IllegalArgumentException("solid_lab is 0 or 1");
        }
        return new Parameters(
                spec.parameter("slot_ms", 500),
                spec.parameter("committee_size", 4),
                spec.parameter("epoch_blocks", 0),
                solid == 1,
                spec.parameter("block_gas_limit", 1_000_000_000));
    }

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>();
        names.put("slot_ms", slotMillis);
        names.put("committee_size", committeeSize);
        names.put("epoch_blocks", epochBlocks);
        names.put("solid_lab", solid ? 1L : 0L);
        names.put("block_gas_limit", blockGasLimit);
        return names;
    }
}
