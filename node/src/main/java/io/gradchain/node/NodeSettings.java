package io.gradchain.node;

import io.gradchain.node.rpc.RpcSettings;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 * @param listenMillis how long a validator that has peers listens for its own key before it signs (N-12)
 * @param rpc whom the RPC server answers and how much it takes
 */
public record NodeSettings(long stateBlocks, long listenMillis, RpcSettings rpc) {
    public static final long ARCHIVE = Long.MAX_VALUE;
    public static final long LISTEN_MILLIS = 400;

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(ARCHIVE, LISTEN_MILLIS, RpcSettings.usual());
    }
}
