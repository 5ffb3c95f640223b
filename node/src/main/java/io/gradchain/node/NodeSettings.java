package io.gradchain.node;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 * @param sync how a node without a chain gets one
 */
public record NodeSettings(long stateBlocks, SyncMode sync) {
    public static final long ARCHIVE = Long.MAX_VALUE;

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(ARCHIVE, SyncMode.FULL);
    }

    public NodeSettings with(SyncMode other) {
        return new NodeSettings(stateBlocks, other);
    }
}
