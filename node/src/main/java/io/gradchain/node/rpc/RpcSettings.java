package io.gradchain.node.rpc;

import io.gradchain.node.rpc.limit.CallLimits;
import io.gradchain.node.rpc.limit.ConnectionLimits;
import io.gradchain.node.rpc.limit.SocketLimits;
import java.util.List;

/**
 * Whom the RPC server answers and how much it takes.
 *
 * @param hosts names and addresses a request may be for, next to those of this machine, without port
 * @param origins of web pages that may call, such as {@code https://explorer.example}, next to the node's own
 */
public record RpcSettings(
        List<String> hosts, List<String> origins, ConnectionLimits connections, CallLimits calls, SocketLimits sockets) {
    public RpcSettings {
        hosts = List.copyOf(hosts);
        origins = List.copyOf(origins);
    }

    /** For this machine, with no page but the node's own. */
    public static RpcSettings usual() {
        return new RpcSettings(
                List.of(), List.of(), ConnectionLimits.usual(), CallLimits.usual(), SocketLimits.usual());
    }

    public RpcSettings with(ConnectionLimits others) {
        return new RpcSettings(hosts, origins, others, calls, sockets);
    }

    public RpcSettings with(CallLimits others) {
        return new RpcSettings(hosts, origins, connections, others, sockets);
    }

    public RpcSettings with(SocketLimits others) {
        return new RpcSettings(hosts, origins, connections, calls, others);
    }

    public RpcSettings withOrigins(List<String> others) {
        return new RpcSettings(hosts, others, connections, calls, sockets);
    }
}
