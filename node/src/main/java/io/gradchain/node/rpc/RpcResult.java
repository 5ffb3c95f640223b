package io.gradchain.node.rpc;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What a method answers. */
public sealed interface RpcResult {

    /** 64-bit numbers and {@code fixed} values are strings in it, see {@link Json#number}. */
    record Ok(JsonNode value) implements RpcResult {}

    /**
     * Comes later, and holds no thread until then.
     *
     * @param event ends in any case, within the method's own limit of time; cancelled where nobody waits any more
     * @param then makes the answer, neither {@code Later} again nor slow
     */
    record Later(CompletableFuture<?> event, Supplier<RpcResult> then) implements RpcResult {}

    record Failed(RpcError error) implements RpcResult {}

    static RpcResult ok(JsonNode value) {
        return new Ok(value);
    }

    static RpcResult failed(RpcError error) {
        return new Failed(error);
    }

    /** A refused transaction or other broken rule of the chain with its own code, such as {@code TX-01}. */
    static RpcResult rejected(String code, String message, String hint) {
        return new Failed(new RpcError(RpcErrorCode.REJECTED.number(), message, code, hint));
    }

    /** As {@link #rejected(String, String, String)}, with more about it for tools. */
    static RpcResult rejected(String code, String message, String hint, JsonNode detail) {
        return new Failed(new RpcError(RpcErrorCode.REJECTED.number(), message, code, hint, Optional.of(detail)));
    }
}
