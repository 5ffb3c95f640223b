package io.gradchain.node.rpc;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a request comes to.
 *
 * @param status of HTTP
 * @param body empty where the request held notifications only
 */
record Reply(int status, String contentType, byte[] body) {
    private static final String JSON = "application/json";

    static final Reply NOTHING = new Reply(204, JSON, new byte[0]);

    static Reply ok(byte[] body) {
        return new Reply(200, JSON, body);
    }

    static Reply page(Pages.Page page) {
        return new Reply(page.status(), page.contentType(), page.body());
    }

    static Reply refusal(int status, RpcError error) {
        return refusal(status, error, Optional.empty());
    }

    static Reply refusal(int status, RpcError error, Optional<JsonNode> id) {
        return new Reply(status, JSON, Json.write(RpcDispatcher.error(id.orElse(null), error)));
    }
}
