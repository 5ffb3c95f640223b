package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.SocketLimits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Optional;

/** Turns a request for {@code /ws}, which the guard has let in, into a WebSocket. Used on the server's one IO thread only. */
final class SocketDoor {
    private static final String PATH = "/ws";

    private final SocketLimits limits;
    private final CallRunner calls;
    private final Feed feed;
    private final WebSocketDecoderConfig frames;
    private int open;

    SocketDoor(SocketLimits limits, CallRunner calls, Feed feed) {
        this.limits = limits;
        this.calls = calls;
        this.feed = feed;
        this.frames = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.messageBytes())
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .closeOnProtocolViolation(true)
                .build();
    }

    boolean isFor(FullHttpRequest request) {
        return request.method().equals(HttpMethod.GET) && request.uri().equals(PATH);
    }

    /** Why there is no WebSocket, or nothing: then the connection is one, or is being closed. */
    Optional<Reply> open(
            ChannelHandlerContext context, FullHttpRequest request, RpcConnection connection, boolean trusted) {
        if (open >= limits.all()) {
            return Optional.of(Reply.refusal(503, RpcErrorCode.TOO_MANY_SOCKETS.plain()));
        }
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(PATH, null, frames).newHandshaker(request);
        if (handshaker == null || !handshaker.version().toHttpHeaderValue().equals("13")) {
            return Optional.of(Reply.refusal(426, RpcErrorCode.BAD_UPGRADE.plain()));
        }
        SocketHandler socket = new SocketHandler(limits, calls, feed, connection, trusted);
        try {
            var _ = handshaker.handshake(context.channel(), request).addListener(done -> {
                if (done.isSuccess()) {
                    connection.upgraded();
                    context.pipeline().replace(context.handler(), "socket", socket);
                    context.channel().config().setAutoRead(true);
                } else {
                    var _ = context.close();
                }
            });
        } catch (WebSocketHandshakeException malformed) {
            return Optional.of(Reply.refusal(400, RpcErrorCode.BAD_UPGRADE.with(malformed.getMessage())));
        }
        open++;
        var _ = context.channel().closeFuture().addListener(closed -> open--);
        return Optional.empty();
    }
}
