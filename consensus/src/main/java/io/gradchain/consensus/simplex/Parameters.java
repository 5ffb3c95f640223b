package io.gradchain.consensus.simplex;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
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
 * @param epochBlocks blocks of an epoch; 0 for one epoch without end
 */
public record Parameters(
        long delta,
        long deltaCap,
        long minBlockInterval,
        long maxEmptyInterval,
        long nanosPerGas,
        long blockGasLimit,
        long epochBlocks) {
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
        if (epochBlocks < 0 || epochBlocks > 1L << 32) {
            throw new IllegalArgumentException("epoch_blocks lies between 0 and 2^32");
        }
    }

    public static Parameters of(ChainSpec spec) {
        return new Parameters(
                spec.parameter("delta_ms", 250),
                spec.parameter("delta_cap_ms", 5_000),
                spec.parameter("min_block_interval_ms", 0),
                spec.parameter("max_empty_interval_ms", 2_000),
                spec.parameter("timer_ns_per_gas", 4),
                spec.parameter("block_gas_limit", 1_000_000_000),
                spec.parameter("epoch_blocks", 0));
    }

    SortedMap<String, Long> byName() {
        SortedMap<String, Long> names = new TreeMap<>();
        names.put("delta_ms", delta);
        names.put("delta_cap_ms", deltaCap);
        names.put("min_block_interval_ms", minBlockInterval);
        names.put("max_empty_interval_ms", maxEmptyInterval);
        names.put("timer_ns_per_gas", nanosPerGas);
        names.put("block_gas_limit", blockGasLimit);
        names.put("epoch_blocks", epochBlocks);
        return names;
    }

    /** The epoch a block of that height belongs to; block zero belongs to epoch 0. */
    long epochOf(long height) {
        return height == 0 ? 0 : epochAfter(height - 1);
    }

    /** The epoch the child of a block of that height belongs to. */
    long epochAfter(long height) {
        return epochBlocks == 0 ? 0 : height / epochBlocks;
    }

    boolean isEpochEnd(long height) {
        return height > 0 && epochBlocks > 0 && height % epochBlocks == 0;
    }

    /** The height of the root of {@code epoch}: of the last block before it. */
    long rootOf(long epoch) {
        return epoch * epochBlocks;
    }

    /** The blocks of {@code epoch}, which begins after {@code root}. */
    Span span(long epoch, BlockHeader root) {
        return new Span(epoch, root, epochBlocks == 0 ? Long.MAX_VALUE : root.height() + epochBlocks);
    }

    /** ms by which announced gas extends the timers of its view, rounded up. */
    long extension(long gas) {
        return (gas * nanosPerGas + 999_999) / 1_000_000;
    }
}
