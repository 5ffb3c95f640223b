package io.gradchain.node.chain;

/**
 * The head moved to another branch.
 *
 * @param before the head that was left
 * @param after the head that took its place
 * @param depth blocks of the old branch that are off the new one
 */
public record Reorg(CheckedBlock before, CheckedBlock after, long depth) {}
