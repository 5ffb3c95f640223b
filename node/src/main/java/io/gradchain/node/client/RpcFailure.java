package io.gradchain.node.client;

/**
 * Why there is no result: refused by the node, or the node not reached.
 *
 * @param code such as {@code R-19} or {@code TX-01}
 * @param number of JSON-RPC; 0 where no node answered
 */
public record RpcFailure(String code, int number, String message, String hint) implements RpcOutcome {}
