package io.gradchain.consensus.engine;

/** How firmly a block stands. */
public sealed interface Finality {
    /** {@code confirmations} blocks on top of it; never more than a probability. */
    record Probabilistic(long confirmations) implements Finality {}

    /** Voted for by a quorum; an ancestor of whatever becomes final at its height or later in most runs, not all. */
    record Notarized() implements Finality {}

    /** Proven by {@code proof}. */
    record Final(byte[] proof) implements Finality {}

    /** Nothing is known. */
    record Unknown() implements Finality {}
}
