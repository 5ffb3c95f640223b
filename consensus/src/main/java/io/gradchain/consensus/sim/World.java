package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.PeerId;

/** What a simulated node can do to the rest of the simulation. */
interface World {
    /** Virtual ms. */
    long now();

    /** Runs after {@code delay} virtual ms, in the order of asking among equals. */
    void later(long delay, Runnable step);

    /** How long the next block takes to execute, in ms. */
    long executionMillis();

    void send(SimNode from, PeerId to, byte[] message);

    void broadcast(SimNode from, byte[] message);

    /** Imports final blocks from a peer that has them up to {@code height}. */
    void sync(SimNode node, long height, PeerId from);

    /** The node loses power now and comes back later. */
    void cutPower(SimNode node);

    Monitor monitor();
}
