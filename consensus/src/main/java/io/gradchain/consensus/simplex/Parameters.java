package io.gradchain.consensus.simplex;

import io.gradchain.genesis.spec.ChainSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of the chain spec this engine reads (C-41).
 *
 * @param delta Δ in ms: twice the delay one expects between two validators, and more
 * @param deltaCap most ms Δ grows to
 * @param minBlockInterval least ms between entering a view and proposing in it; 0 is network speed
 * @param maxEmptyInterval ms of idling after which an empty block is due; 0 never idles
 * @param nanosPerGas what a unit of announced gas adds to the timers of its view
 * @param blockGasLimit most gas of a block
 */
public record Parameters(
        long delta, long deltaCap, long minBlockInterval, long maxEmptyInterval, long nanosPerGas, long blockGasLimit) {
    private static final long HOUR = 3_600_000;

    public Parameters {
        if (delta < 1 || deltaCap < delta || deltaCap > HOUR) {
            throw new IllegalArgumentException("1 <= delta_ms <= delta_cap_ms <= 1 hour");
        }
        if (minBlockInterval < 0 || minBlockInterval > HOUR || maxEmptyInterval < 0 || maxEmptyInterval > HOUR) {
            throw new IllegalArgumentException("block intervals lie between 0 and 1 hour");
        }
        if (nanosPerGas < 0 || nanosPerGas > 1_000_000 || blockGasLimit < 1 || blockGasLimit > 1L << 40) {
            throw new IllegalArgumentException("timer_ns_per_gas or block_gas_limit is out of range");
        }
    }

    public static Parameters of(ChainSpec spec) {
        return new Parameters(
                spec.parameter("delta_ms", 250),
                spec.parameter("delta_cap_ms", 5_000),
                spec.parameter("min_block_interval_ms", 0),
                spec.parameter("max_empty_interval_ms", 2_000),
                spec.parameter("timer_ns_per_gas", 4),
                spec.parameter("block_gas_limit", 1_000_000_000));
    }

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>();
        names.put("delta_ms", delta);
        names.put("delta_cap_ms", deltaCap);
        names.put("min_block_interval_ms", minBlockInterval);
        names.put("max_empty_interval_ms", maxEmptyInterval);
        names.put("timer_ns_per_gas", nanosPerGas);
        names.put("block_gas_limit", blockGasLimit);
        return names;
    }

    /** ms by which announced gas extends the timers of its view, rounded up. */
    long extension(long gas) {
        return (gas * nanosPerGas + 999_999) / 1_000_000;
    }
}
