package io.gradchain.node.rpc;

/** Answers the calls of one method, on a thread of the RPC server's pool; several calls may run at once. */
@FunctionalInterface
public interface RpcHandler {
    RpcResult call(RpcParams params);
}
