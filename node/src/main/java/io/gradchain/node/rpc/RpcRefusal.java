package io.gradchain.node.rpc;

/**
 * Leaves a method early with an error for the caller. An exception because a method reads several parameters in a row
 * and each may be missing; it has no stack trace and never leaves the dispatcher.
 */
public final class RpcRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RpcError error;

    public RpcRefusal(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public RpcError error() {
        return error;
    }
}
