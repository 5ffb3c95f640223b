package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.SocketLimits;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket: each text message is a JSON-RPC body, answered in any order. While as many calls are open or unsent as
 * may be, nothing is read, and TCP holds the client back.
 */
final class SocketHandler extends ChannelInboundHandlerAdapter {
    private static final Duration PARTING = Duration.ofSeconds(1);

    private final SocketLimits limits;
    private final CallRunner calls;
    private final Feed feed;
    private final RpcConnection connection;
    private final boolean trusted;
    private final Message message;
    private final Map<Long, CompletableFuture<Reply>> open = new HashMap<>();
    private long lastCall;
    private Outbox outbox;
    private Future<?> clock;
    private boolean heard = true;
    private boolean closing;

    SocketHandler(SocketLimits limits, CallRunner calls, Feed feed, RpcConnection connection, boolean trusted) {
        this.limits = limits;
        this.calls = calls;
        this.feed = feed;
        this.connection = connection;
        this.trusted = trusted;
        this.message = new Message(limits.messageBytes(), limits.fragments());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        outbox = new Outbox(limits, connection, context, () -> resume(context));
        long silence = limits.silence().toNanos();
        clock = context.executor().scheduleAtFixedRate(() -> listen(context), silence, silence, TimeUnit.NANOSECONDS);
    }

    private void listen(ChannelHandlerContext context) {
        if (!heard && open.isEmpty()) {
            close(context, WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "silent");
            return;
        }
        heard = false;
        var _ = context.writeAndFlush(new PingWebSocketFrame());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        try {
            if (closing) {
                return;
            }
            heard = true;
            if (connection.client().spend(1, System.nanoTime()) > 0) {
                close(context, WebSocketCloseStatus.POLICY_VIOLATION, RpcErrorCode.TOO_FAST.code());
                return;
            }
            switch (read) {
                case TextWebSocketFrame frame -> take(context, frame);
                case ContinuationWebSocketFrame frame -> take(context, frame);
                case PingWebSocketFrame ping -> outbox.pong(ping.content().retain());
                case PongWebSocketFrame pong -> settle();
                case CloseWebSocketFrame end -> close(context, WebSocketCloseStatus.NORMAL_CLOSURE, "");
                default -> close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, RpcErrorCode.SOCKET_RULE.code());
            }
        } finally {
            ReferenceCountUtil.release(read);
        }
    }

    private void take(ChannelHandlerContext context, WebSocketFrame frame) {
        if (!message.add(frame.content())) {
            close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG, RpcErrorCode.SOCKET_RULE.code());
        } else if (frame.isFinalFragment()) {
            call(context, message.take());
        }
    }

    private void call(ChannelHandlerContext context, byte[] body) {
        settle();
        RpcCaller caller = new RpcCaller(connection.client(), trusted, Optional.of(outbox));
        if (!outbox.expect(body.length)) {
            close(context, WebSocketCloseStatus.TRY_AGAIN_LATER, RpcErrorCode.MEMORY_FULL.code());
            return;
        }
        CompletableFuture<Reply> reply = calls.call(body, caller);
        long number = ++lastCall;
        open.put(number, reply);
        pause(context);
        var _ = reply.thenAccept(done -> {
            if (!context.executor().isShuttingDown()) {
                context.executor().execute(() -> {
                    open.remove(number);
                    outbox.answer(done.body(), body.length);
                });
            }
        });
    }

    /** What came in is read: only a message that is not whole yet, which has a limit of its own, stays. */
    private void settle() {
        connection.release();
    }

    private void pause(ChannelHandlerContext context) {
        if (outbox.unsent() >= limits.openCalls()) {
            context.channel().config().setAutoRead(false);
        }
    }

    private void resume(ChannelHandlerContext context) {
        if (outbox.unsent() < limits.openCalls()) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void close(ChannelHandlerContext context, WebSocketCloseStatus status, String reason) {
        closing = true;
        var _ = context.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(ChannelFutureListener.CLOSE);
        // A client that does not read keeps the frame from leaving.
        connection.arm(PARTING);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        clock.cancel(false);
        feed.leave(outbox);
        outbox.close();
        List.copyOf(open.values()).forEach(reply -> reply.cancel(false));
        context.fireChannelInactive();
    }

    /** A broken frame: the decoder has said so to the client already. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        closing = true;
        connection.arm(PARTING);
    }
}
