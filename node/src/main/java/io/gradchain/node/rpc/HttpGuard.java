package io.gradchain.node.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps web pages from driving the node through a visitor's browser: a request must be for this machine by name (a page
 * whose own name was rebound to 127.0.0.1 is not), come from no other origin, and carry JSON openly.
 */
final class HttpGuard {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_HEADERS = 64;

    private final List<String> hosts;
    private final List<String> origins;

    HttpGuard(RpcSettings settings) {
        this.hosts = settings.hosts();
        this.origins = settings.origins();
    }

    /** Why the request goes no further, if it does not. */
    Optional<Reply> check(HttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Optional.of(malformed(request.decoderResult().cause()));
        }
        if (request.headers().size() > MAX_HEADERS) {
            return refuse(431, RpcErrorCode.HEAD_TOO_LARGE);
        }
        List<String> host = request.headers().getAll(HttpHeaderNames.HOST);
        if (host.size() != 1 || !allowed(host.getFirst())) {
            return refuse(403, RpcErrorCode.FORBIDDEN_HOST);
        }
        List<String> origin = request.headers().getAll(HttpHeaderNames.ORIGIN);
        if (!origin.isEmpty() && !origin.equals(List.of("http://" + host.getFirst())) && foreign(request).isEmpty()) {
            return refuse(403, RpcErrorCode.FORBIDDEN_ORIGIN);
        }
        if (request.method().equals(HttpMethod.GET) || isPreflight(request)) {
            return Optional.empty();
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return refuse(405, RpcErrorCode.HTTP_METHOD);
        }
        if (!request.uri().equals("/")) {
            return refuse(404, RpcErrorCode.NO_PAGE);
        }
        return isJson(request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))
                ? Optional.empty()
                : refuse(415, RpcErrorCode.CONTENT_TYPE);
    }

    /** The origin of a page of another site that may call. */
    Optional<String> foreign(HttpRequest request) {
        List<String> origin = request.headers().getAll(HttpHeaderNames.ORIGIN);
        return origin.size() == 1 && origins.contains(origin.getFirst())
                ? Optional.of(origin.getFirst())
                : Optional.empty();
    }

    /** A browser asks whether such a page may. */
    boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS) && foreign(request).isPresent();
    }

    private static Reply malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Reply.refusal(414, RpcErrorCode.HEAD_TOO_LARGE.plain());
        }
        return cause instanceof TooLongHttpHeaderException
                ? Reply.refusal(431, RpcErrorCode.HEAD_TOO_LARGE.plain())
                : Reply.refusal(400, RpcErrorCode.INVALID_REQUEST.with("the HTTP request is malformed"));
    }

    private boolean allowed(String host) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return LOCAL.contains(name) || hosts.contains(name);
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json");
    }

    private static Optional<Reply> refuse(int status, RpcErrorCode code) {
        return Optional.of(Reply.refusal(status, code.plain()));
    }
}
