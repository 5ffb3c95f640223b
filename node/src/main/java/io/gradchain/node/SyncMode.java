package io.gradchain.node;

/** How a node that has nothing above block zero gets the chain; one that has always executes what it missed. */
public enum SyncMode {
    /** Every block from block zero on. */
    FULL,
    /** The state after a recent final block (SY-5): nothing below that block is kept. */
    SNAPSHOT
}
