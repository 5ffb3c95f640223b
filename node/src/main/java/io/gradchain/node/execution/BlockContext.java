package io.gradchain.node.execution;

import io.gradchain.genesis.types.Address;

/**
 * What transactions may know of the block they are in.
 *
 * @param timeMillis Unix time in ms from the header
 * @param payee receives fees and reward
 */
public record BlockContext(long height, long timeMillis, Address payee) {}
