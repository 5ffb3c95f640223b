package io.gradchain.node.execution;

/**
 * What transactions may know of the block they are in.
 *
 * @param timeMillis Unix time in ms from the header
 * @param epoch the engine's
 */
public record BlockContext(long height, long timeMillis, long epoch) {}
