package io.gradchain.node;

import io.gradchain.node.keys.PasswordSource;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 * @param passwords asked once, where the directory has an encrypted validator key
 */
public record NodeSettings(long stateBlocks, PasswordSource passwords) {
    public static final long ARCHIVE = Long.MAX_VALUE;

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(ARCHIVE, PasswordSource.none());
    }

    public NodeSettings with(PasswordSource others) {
        return new NodeSettings(stateBlocks, others);
    }
}
