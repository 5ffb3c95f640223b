package io.gradchain.node;

import io.gradchain.node.keys.PasswordSource;
import io.gradchain.node.rpc.RpcSettings;

/**
 * What may be chosen for a node beside who and where it is. Each part has its own page and its own {@code usual()}.
 *
 * @param stateBlocks how many final blocks keep their state readable; {@link #ARCHIVE} keeps all
 * @param listenMillis how long a validator that has peers listens for its own key before it signs (N-12)
 * @param rpc whom the RPC server answers and how much it takes
 * @param passwords asked once, where the directory has an encrypted validator key
 * @param sync how a node without a chain gets one
 */
public record NodeSettings(
        long stateBlocks, long listenMillis, RpcSettings rpc, PasswordSource passwords, SyncMode sync) {
    public static final long ARCHIVE = Long.MAX_VALUE;
    public static final long LISTEN_MILLIS = 400;

    /** Hours of a testnet to look back on, at some hundred MB a node (N-2). */
    public static final long USUAL_STATE_BLOCKS = 10_000;

    public NodeSettings {
        if (stateBlocks < 1) {
            throw new IllegalArgumentException("at least one state is kept");
        }
    }

    /** What a local testnet runs with. */
    public static NodeSettings usual() {
        return new NodeSettings(
                USUAL_STATE_BLOCKS, LISTEN_MILLIS, RpcSettings.usual(), PasswordSource.none(), SyncMode.FULL);
    }

    public NodeSettings with(PasswordSource others) {
        return new NodeSettings(stateBlocks, listenMillis, rpc, others, sync);
    }

    public NodeSettings withStateBlocks(long blocks) {
        return new NodeSettings(blocks, listenMillis, rpc, passwords, sync);
    }

    public NodeSettings with(SyncMode other) {
        return new NodeSettings(stateBlocks, listenMillis, rpc, passwords, other);
    }
}
