package io.gradchain.consensus.engine;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an engine is, as the rest of the node needs to know it: all it ever asks instead of the engine's name.
 *
 * @param id its name in the chain spec
 * @param finalizes whether what it calls final is proven and stays; otherwise it is a depth, and a reorg may undo it
 * @param proposers who may stand in a header
 * @param beacon where the header's mix comes from
 * @param clockTolerance ms a header may be ahead of a validator's clock before its verdict waits
 * @param parameters the numbers of the chain spec it reads, by name
 */
public record EngineSpec(
        String id,
        boolean finalizes,
        Proposers proposers,
        Beacon beacon,
        long clockTolerance,
        SortedMap<String, Long> parameters) {
    public EngineSpec {
        parameters = new TreeMap<>(parameters);
    }

    /** Who may propose. */
    public enum Proposers {
        /** Validators: bonded stake, elected for an epoch. */
        ELECTED,
        /** Whoever solves the puzzle. */
        ANYONE
    }

    /** Where randomness comes from. */
    public enum Beacon {
        /** A verifiable random function of the proposer over the parent's mix. */
        VRF,
        /** The parent's hash: the proposer may try many, so it is worth as much as the work costs. */
        PARENT_HASH
    }
}
