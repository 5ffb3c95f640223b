package io.gradchain.node;

import io.gradchain.node.rpc.RpcSettings;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 * @param rpc whom the RPC server answers and how much it takes
 */
public record NodeSettings(long stateBlocks, RpcSettings rpc) {
    public static final long ARCHIVE = Long.MAX_VALUE;

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(ARCHIVE, RpcSettings.usual());
    }
}
