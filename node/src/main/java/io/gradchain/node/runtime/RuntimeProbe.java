package io.gradchain.node.runtime;

import java.time.Duration;

/** Hears how long the work of a runtime took; called on the thread that did it, so it returns at once. */
public interface RuntimeProbe {
    /** Nobody listens. */
    RuntimeProbe NONE = new RuntimeProbe() {};

    /** One turn's records are on the disk. */
    default void logSynced(Duration took) {}

    /** A block was executed: one of our own that was {@code built}, or one to be checked. */
    default void executed(Duration took, boolean built) {}

    /** A view of the engine is over, with a block or without. */
    default void viewEnded(Duration took) {}

    /** A quorum stands behind a block of ours. */
    default void notarized(Duration sinceProposed) {}

    /** A block of ours is final. */
    default void finalized(Duration sinceProposed) {}
}
