package io.gradchain.node.rpc;

/**
 * The error object of an answer.
 *
 * @param number of JSON-RPC or EIP-1474, negative
 * @param message what is wrong, for people
 * @param code ours, such as {@code R-04} or {@code TX-01}: travels as {@code data.code}
 * @param hint what to do: travels as {@code data.hint}
 */
public record RpcError(int number, String message, String code, String hint) {}
