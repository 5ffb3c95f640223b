package io.gradchain.node.rpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the RPC server listens, and for whom.
 *
 * @param listen the loopback address unless told otherwise; port 0 takes a free one
 * @param token opens the development methods; without one they are closed to all
 */
public record RpcConfig(InetSocketAddress listen, Optional<RpcToken> token, RpcSettings settings) {
    /** A transaction may have 600 KiB, which are twice as many hexadecimal digits. */
    public static final int MAX_BODY = 2 << 20;

    /** This machine only, with the usual limits. */
    public static RpcConfig local(int port, Optional<RpcToken> token) {
        return new RpcConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), token, RpcSettings.usual());
    }

    public RpcConfig with(RpcSettings others) {
        return new RpcConfig(listen, token, others);
    }
}
