package io.gradchain.node;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 */
public record NodeSettings(long stateBlocks) {
    public static final long ARCHIVE = Long.MAX_VALUE;

    /** Hours of a testnet to look back on, at some hundred MB a node (N-2). */
    public static final long USUAL_STATE_BLOCKS = 10_000;

    public NodeSettings {
        if (stateBlocks < 1) {
            throw new IllegalArgumentException("at least one state is kept");
        }
    }

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(USUAL_STATE_BLOCKS);
    }

    public NodeSettings withStateBlocks(long blocks) {
        return new NodeSettings(blocks);
    }
}
