package io.gradchain.node.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0 from bytes to a tree: single calls, notifications, and batches of at most 10. */
final class RpcDispatcher {
    static final int MAX_BATCH = 10;

    private static final Logger LOG = LoggerFactory.getLogger(RpcDispatcher.class);
    private static final int MAX_ID = 128;

    private final RpcMethods methods;
    private final WaitingCalls waiting;
    private final AtomicLong failures = new AtomicLong();

    RpcDispatcher(RpcMethods methods, WaitingCalls waiting) {
        this.methods = methods;
        this.waiting = waiting;
    }

    /**
     * Answers one body on this thread, but for what waits for an event; nothing where it holds notifications only.
     * Cancelling the future ends the waiting.
     *
     * @param ticket learns the call's id; calls of a batch that come after its end are refused
     */
    CompletableFuture<Optional<JsonNode>> answer(byte[] body, RpcCaller caller, Ticket ticket) {
        JsonNode request;
        try {
            request = Json.readRequest(body);
        } catch (JacksonException e) {
            return now(error(null, RpcErrorCode.PARSE.with(e.getOriginalMessage())));
        }
        if (request.isMissingNode()) {
            return now(error(null, RpcErrorCode.PARSE.with("it is empty")));
        }
        if (!request.isArray()) {
            ticket.isFor(request);
            return single(request, caller, ticket);
        }
        if (request.isEmpty()) {
            return now(error(null, RpcErrorCode.INVALID_REQUEST.with("the batch is empty")));
        }
        if (request.size() > MAX_BATCH) {
            return now(
                    error(null, RpcErrorCode.LIMIT.with(request.size() + " calls in a batch of at most " + MAX_BATCH)));
        }
        List<CompletableFuture<Optional<JsonNode>>> parts = new ArrayList<>();
        for (JsonNode call : request) {
            parts.add(single(call, caller, ticket));
        }
        // A batch costs what its calls cost alone; the first was paid at the door.
        var _ = caller.client().spend(request.size() - 1L, System.nanoTime());
        return Together.all(parts).thenApply(answers -> {
            ArrayNode array = Json.array();
            answers.forEach(answer -> answer.ifPresent(array::add));
            return array.isEmpty() ? Optional.empty() : Optional.of(array);
        });
    }

    private CompletableFuture<Optional<JsonNode>> single(JsonNode request, RpcCaller caller, Ticket ticket) {
        JsonNode id = request.get("id");
        if (!wellFormed(request, id)) {
            return now(error(null, RpcErrorCode.INVALID_REQUEST.plain()));
        }
        String name = request.get("method").stringValue();
        RpcResult result = ticket.isOver()
                ? RpcResult.failed(RpcErrorCode.CALL_TIME.plain())
                : call(name, request, caller, ticket);
        return switch (result) {
            case RpcResult.Later later ->
                waiting.answer(later, caller.client(), then -> guarded(name, then), done -> shown(id, done));
            case RpcResult.Ok ok -> CompletableFuture.completedFuture(shown(id, ok));
            case RpcResult.Failed failed -> CompletableFuture.completedFuture(shown(id, failed));
        };
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

    private RpcResult call(String name, JsonNode request, RpcCaller caller, Ticket ticket) {
        Optional<RpcMethods.Method> found = methods.find(name);
        if (found.isEmpty()) {
            return RpcResult.failed(RpcErrorCode.UNKNOWN_METHOD.with(RpcParams.abbreviated(name)));
        }
        RpcMethods.Method method = found.get();
        if (method.devOnly() && !caller.trusted()) {
            return RpcResult.failed(RpcErrorCode.UNAUTHORISED.with(name));
        }
        Optional<JsonNode> params = Optional.ofNullable(request.get("params"));
        return guarded(
                name, () -> method.handler().call(new RpcParams(method.params(), params, caller.reader(), ticket)));
    }

    private RpcResult guarded(String name, Supplier<RpcResult> work) {
        try {
            return Objects.requireNonNull(work.get());
        } catch (RpcRefusal refusal) {
            return RpcResult.failed(refusal.error());
        } catch (RuntimeException | StackOverflowError bug) {
            // The caller gets a reference, the log gets the cause: a stack trace tells a stranger too much.
            String reference = "E" + failures.incrementAndGet();
            LOG.error("event=rpc-failed method={} reference={}", name, reference, bug);
            return RpcResult.failed(RpcErrorCode.INTERNAL.with("reference " + reference));
        }
    }

    private static CompletableFuture<Optional<JsonNode>> now(JsonNode answer) {
        return CompletableFuture.completedFuture(Optional.of(answer));
    }

    /** Empty for a notification. */
    private static Optional<JsonNode> shown(JsonNode id, RpcResult result) {
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (result) {
                    case RpcResult.Ok(JsonNode value) -> {
                        ObjectNode ok = envelope(id);
                        ok.set("result", value);
                        yield ok;
                    }
                    case RpcResult.Failed(RpcError error) -> error(id, error);
                    case RpcResult.Later later -> throw new IllegalStateException("a wait that ends in another");
                });
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
