package io.gradchain.node.rpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the RPC server listens and how much it takes.
 *
 * @param listen the loopback address unless told otherwise; port 0 takes a free one
 * @param hosts names and addresses a request may be for, next to those of this machine, without port
 * @param token opens the development methods; without one they are closed to all
 * @param maxConnections open at one time
 * @param threads that run methods
 * @param maxWaiting calls that wait for a thread
 * @param request time for a whole request to arrive
 * @param idle time a kept connection may rest between requests
 */
public record RpcConfig(
        InetSocketAddress listen,
        List<String> hosts,
        Optional<RpcToken> token,
        int maxConnections,
        int threads,
        int maxWaiting,
        Duration request,
        Duration idle) {
    /** A transaction may have 600 KiB, which are twice as many hexadecimal digits. */
    public static final int MAX_BODY = 2 << 20;

    public RpcConfig {
        hosts = List.copyOf(hosts);
        if (maxConnections < 1 || threads < 1 || maxWaiting < 1) {
            throw new IllegalArgumentException("connections, threads and waiting calls are positive");
        }
    }

    /** This machine only, with the usual limits. */
    public static RpcConfig local(int port, Optional<RpcToken> token) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new RpcConfig(listen, List.of(), token, 64, 4, 256, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    public RpcConfig withLimits(int newConnections, int newWaiting, Duration newRequest) {
        return new RpcConfig(listen, hosts, token, newConnections, threads, newWaiting, newRequest, idle);
    }
}
