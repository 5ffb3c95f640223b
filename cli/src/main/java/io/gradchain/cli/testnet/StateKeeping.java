package io.gradchain.cli.testnet;

/**
 * How many final blocks the nodes of a testnet keep the states of; kept as {@code states.json}, so that a restart keeps it.
 *
 * @param blocks at least {@link #LEAST}
 */
public record StateKeeping(long blocks) {
    /** Fewer would go from under those who read the newest state. */
    public static final long LEAST = 128;
}
