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

    static FullHttpResponse json(HttpResponseStatus status, byte[] body) {
        return of(status, "application/json", body);
    }

    static FullHttpResponse refusal(HttpResponseStatus status, RpcError error) {
        return json(status, Json.write(RpcDispatcher.error(null, error)));
    }

    static FullHttpResponse empty() {
        return of(HttpResponseStatus.NO_CONTENT, "application/json", new byte[0]);
    }

    static FullHttpResponse page(Pages.Page page) {
        return of(HttpResponseStatus.valueOf(page.status()), page.contentType(), page.body());
    }

    private static FullHttpResponse of(HttpResponseStatus status, String contentType, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("x-content-type-options", "nosniff")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'self'");
        return response;
    }
}
