package io.gradchain.node.client;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Why there is no result: refused by the node, or the node not reached.
 *
 * @param code such as {@code R-19} or {@code TX-01}
 * @param number of JSON-RPC; 0 where no node answered
 * @param detail what the method adds to it, for tools
 */
public record RpcFailure(String code, int number, String message, String hint, Optional<JsonNode> detail)
        implements RpcOutcome {
    public RpcFailure(String code, int number, String message, String hint) {
        this(code, number, message, hint, Optional.empty());
    }
}
