package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hash;
import java.util.Optional;

/**
 * One line of the story of a run.
 *
 * @param millis virtual time
 * @param node whom it happened to; -1 for the network
 * @param view the engine's, or 0
 */
public record Happening(long millis, Kind kind, int node, long view, Optional<Hash> block, String words) {
    /** What can happen. */
    public enum Kind {
        PROPOSED,
        VOTED,
        NOTARIZED,
        NULLIFIED,
        FINAL,
        REORG,
        CRASHED,
        RESTARTED,
        SPLIT,
        MENDED,
        EVIDENCE,
        PENALTY,
        VIOLATION
    }

    /** Whoever wants to hear the story. */
    @FunctionalInterface
    public interface Listener {
        void hear(Happening happening);
    }
}
