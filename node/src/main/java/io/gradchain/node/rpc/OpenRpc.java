package io.gradchain.node.rpc;

import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The registry as an OpenRPC 1.3 document. */
final class OpenRpc {
    private OpenRpc() {}

    static ObjectNode describe(Collection<RpcMethods.Method> methods, Collection<RpcMethods.Topic> topics) {
        ObjectNode document = Json.object().put("openrpc", "1.3.2");
        document.putObject("info").put("title", "gradchain").put("version", "1");
        ArrayNode list = document.putArray("methods");
        for (RpcMethods.Method method : methods) {
            ObjectNode entry = list.addObject().put("name", method.name()).put("summary", method.description());
            if (method.devOnly()) {
                entry.put("x-needs-token", true);
            }
            ArrayNode params = entry.putArray("params");
            for (RpcMethods.Param param : method.params()) {
                params.addObject()
                        .put("name", param.name())
                        .put("description", param.description())
                        .put("required", param.required())
                        .putObject("schema")
                        .put("description", param.type());
            }
            entry.putObject("result").put("name", "result").putObject("schema");
        }
        ArrayNode events = document.putArray("x-topics");
        for (RpcMethods.Topic topic : topics) {
            ArrayNode narrowing = events.addObject()
                    .put("name", topic.name())
                    .put("summary", topic.description())
                    .putArray("params");
            topic.narrowing().forEach(narrowing::add);
        }
        return document;
    }
}
