package io.gradchain.node.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps web pages from driving the node through a visitor's browser: a request must be for this machine by name (a page
 * whose own name was rebound to 127.0.0.1 is not), come from no other origin, and carry JSON openly.
 */
final class HttpGuard {
    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "[::1]");

    private final List<String> hosts;

    HttpGuard(List<String> hosts) {
        this.hosts = hosts;
    }

    record Refusal(HttpResponseStatus status, RpcError error) {}

    Optional<Refusal> check(HttpRequest request) {
        List<String> host = request.headers().getAll(HttpHeaderNames.HOST);
        if (host.size() != 1 || !allowed(host.getFirst())) {
            return refuse(HttpResponseStatus.FORBIDDEN, RpcErrorCode.FORBIDDEN_HOST);
        }
        List<String> origin = request.headers().getAll(HttpHeaderNames.ORIGIN);
        if (!origin.isEmpty() && !origin.equals(List.of("http://" + host.getFirst()))) {
            return refuse(HttpResponseStatus.FORBIDDEN, RpcErrorCode.FORBIDDEN_ORIGIN);
        }
        if (request.method().equals(HttpMethod.GET)) {
            return Optional.empty();
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return refuse(HttpResponseStatus.METHOD_NOT_ALLOWED, RpcErrorCode.HTTP_METHOD);
        }
        if (!request.uri().equals("/")) {
            return refuse(HttpResponseStatus.NOT_FOUND, RpcErrorCode.NO_PAGE);
        }
        return isJson(request.headers().get(HttpHeaderNames.CONTENT_TYPE, ""))
                ? Optional.empty()
                : refuse(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, RpcErrorCode.CONTENT_TYPE);
    }

    private boolean allowed(String host) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return LOCAL.contains(name) || hosts.contains(name);
    }

    private static boolean isJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json");
    }

    private static Optional<Refusal> refuse(HttpResponseStatus status, RpcErrorCode code) {
        return Optional.of(new Refusal(status, code.plain()));
    }
}
