package io.gradchain.node.rpc;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** The HTTP answers of the server, with the headers a browser needs to be told. */
final class HttpAnswers {
    private HttpAnswers() {}

    static FullHttpResponse of(Reply reply) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(reply.status()),
                Unpooled.wrappedBuffer(reply.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, reply.body().length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'self'");
        return response;
    }

    /** Nothing, but that a page of {@code origin} may send calls. */
    static FullHttpResponse preflight() {
        FullHttpResponse response = of(Reply.NOTHING);
        response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type")
                .setInt(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 600);
        return response;
    }
}
