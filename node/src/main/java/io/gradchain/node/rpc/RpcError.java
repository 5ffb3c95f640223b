package io.gradchain.node.rpc;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The error object of an answer.
 *
 * @param number of JSON-RPC or EIP-1474, negative
 * @param message what is wrong, for people
 * @param code ours, such as {@code R-04} or {@code TX-01}: travels as {@code data.code}
 * @param hint what to do: travels as {@code data.hint}
 * @param detail more of it for tools: travels as {@code data.detail}
 */
public record RpcError(int number, String message, String code, String hint, Optional<JsonNode> detail) {
    public RpcError(int number, String message, String code, String hint) {
        this(number, message, code, hint, Optional.empty());
    }
}
