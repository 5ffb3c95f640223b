package io.gradchain.node.runtime;

import io.gradchain.genesis.crypto.Hash;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * How long this node's own proposals took from the proposal to the quorum and to finality, in µs. Blocks with
 * transactions are counted apart: those are the ones somebody waits for. Safe for any number of threads.
 */
public final class FinalityMetrics {
    private static final long MAX_MICROS = 600_000_000;
    private static final int MAX_OPEN = 4_096;

    private final Map<Hash, Proposal> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, Proposal> eldest) {
            return size() > MAX_OPEN;
        }
    };
    private final Histogram notarized = new Histogram(MAX_MICROS, 3);
    private final Histogram all = new Histogram(MAX_MICROS, 3);
    private final Histogram withTransactions = new Histogram(MAX_MICROS, 3);

    private record Proposal(long nanos, boolean hasTransactions) {}

    /** One distribution, in µs. */
    public record Summary(long count, long p50, long p90, long p95, long p99, long max) {
        private static Summary of(Histogram h) {
            return new Summary(
                    h.getTotalCount(),
                    h.getValueAtPercentile(50),
                    h.getValueAtPercentile(90),
                    h.getValueAtPercentile(95),
                    h.getValueAtPercentile(99),
                    h.getMaxValue());
        }
    }

    synchronized void proposed(Hash block, boolean hasTransactions, long nanos) {
        open.put(block, new Proposal(nanos, hasTransactions));
    }

    /** How long it took, if the block was ours. */
    synchronized Optional<Duration> notarized(Hash block, long nanos) {
        Proposal proposal = open.get(block);
        if (proposal == null) {
            return Optional.empty();
        }
        notarized.recordValue(micros(proposal, nanos));
        return Optional.of(Duration.ofNanos(nanos - proposal.nanos));
    }

    /** As {@link #notarized}. */
    synchronized Optional<Duration> finalized(Hash block, long nanos) {
        Proposal proposal = open.remove(block);
        if (proposal == null) {
            return Optional.empty();
        }
        all.recordValue(micros(proposal, nanos));
        if (proposal.hasTransactions) {
            withTransactions.recordValue(micros(proposal, nanos));
        }
        return Optional.of(Duration.ofNanos(nanos - proposal.nanos));
    }

    private static long micros(Proposal proposal, long nanos) {
        return Math.clamp((nanos - proposal.nanos) / 1_000, 0, MAX_MICROS);
    }

    public synchronized Summary toNotarized() {
        return Summary.of(notarized);
    }

    public synchronized Summary toFinal() {
        return Summary.of(all);
    }

    public synchronized Summary toFinalWithTransactions() {
        return Summary.of(withTransactions);
    }

    /** A copy, for merging over nodes. */
    public synchronized Histogram histogram() {
        return withTransactions.copy();
    }

    /** As {@link #histogram}, of blocks without transactions too. */
    public synchronized Histogram allBlocks() {
        return all.copy();
    }
}
