package io.gradchain.node.rpc;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0 from bytes to bytes: single calls, notifications, and batches of at most 10. */
public final class RpcDispatcher {
    public static final int MAX_BATCH = 10;

    private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);
    private static final int MAX_ID = 128;

    private final RpcMethods methods;
    private final AtomicLong failures = new AtomicLong();

    public RpcDispatcher(RpcMethods methods) {
        this.methods = methods;
    }

    /**
     * Answers one body; empty where it holds notifications only.
     *
     * @param trusted the caller showed the node's token
     */
    public Optional<byte[]> answer(byte[] body, boolean trusted) {
        return answered(body, trusted).map(Json::write);
    }

    private Optional<JsonNode> answered(byte[] body, boolean trusted) {
        JsonNode request;
        try {
            request = Json.read(body);
        } catch (JacksonException e) {
            return Optional.of(error(null, RpcErrorCode.PARSE.with(e.getOriginalMessage())));
        }
        if (request.isMissingNode()) {
            return Optional.of(error(null, RpcErrorCode.PARSE.with("it is empty")));
        }
        if (!request.isArray()) {
            return single(request, trusted);
        }
        if (request.isEmpty()) {
            return Optional.of(error(null, RpcErrorCode.INVALID_REQUEST.with("the batch is empty")));
        }
        if (request.size() > MAX_BATCH) {
            return Optional.of(
                    error(null, RpcErrorCode.LIMIT.with(request.size() + " calls in a batch of at most " + MAX_BATCH)));
        }
        ArrayNode answers = Json.array();
        for (JsonNode call : request) {
            single(call, trusted).ifPresent(answers::add);
        }
        return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
    }

    private Optional<JsonNode> single(JsonNode request, boolean trusted) {
        JsonNode id = request.get("id");
        if (!wellFormed(request, id)) {
            return Optional.of(error(null, RpcErrorCode.INVALID_REQUEST.plain()));
        }
        JsonNode answer =
                switch (call(request, trusted)) {
                    case RpcResult.Ok(JsonNode value) -> {
                        ObjectNode ok = envelope(id);
                        ok.set("result", value);
                        yield ok;
                    }
                    case RpcResult.Failed(RpcError error) -> error(id, error);
                };
        return id == null ? Optional.empty() : Optional.of(answer);
    }

    private static boolean wellFormed(JsonNode request, JsonNode id) {
        if (!request.isObject()) {
            return false;
        }
        JsonNode version = request.get("jsonrpc");
        JsonNode method = request.get("method");
        JsonNode params = request.get("params");
        return version != null
                && version.isString()
                && version.stringValue().equals("2.0")
                && method != null
                && method.isString()
                && (params == null || params.isArray() || params.isObject())
                && (id == null
                        || id.isNull()
                        || id.isIntegralNumber()
                        || (id.isString() && id.stringValue().length() <= MAX_ID));
    }

    private RpcResult call(JsonNode request, boolean trusted) {
        String name = request.get("method").stringValue();
        Optional<RpcMethods.Method> found = methods.find(name);
        if (found.isEmpty()) {
            String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
            return RpcResult.failed(RpcErrorCode.UNKNOWN_METHOD.with(shown));
        }
        RpcMethods.Method method = found.get();
        if (method.devOnly() && !trusted) {
            return RpcResult.failed(RpcErrorCode.UNAUTHORISED.with(name));
        }
        try {
            return method.handler().call(new RpcParams(method.params(), Optional.ofNullable(request.get("params"))));
        } catch (RpcRefusal refusal) {
            return RpcResult.failed(refusal.error());
        } catch (RuntimeException bug) {
            // The caller gets a reference, the log gets the cause: a stack trace tells a stranger too much.
            String reference = "E" + failures.incrementAndGet();
            LOG.error("event=rpc-failed method={} reference={}", name, reference, bug);
            return RpcResult.failed(RpcErrorCode.INTERNAL.with("reference " + reference));
        }
    }

    private static ObjectNode envelope(JsonNode id) {
        ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        if (id == null) {
            answer.putNull("id");
        } else {
            answer.set("id", id);
        }
        return answer;
    }

    /** An error answer; {@code id} may be null where the request had none that could be read. */
    static ObjectNode error(JsonNode id, RpcError error) {
        ObjectNode answer = envelope(id);
        ObjectNode body = answer.putObject("error");
        body.put("code", error.number()).put("message", error.message());
        ObjectNode data = body.putObject("data").put("code", error.code()).put("hint", error.hint());
        error.detail().ifPresent(detail -> data.set("detail", detail));
        return answer;
    }
}
