package io.gradchain.node.rpc;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP connection: one request at a time, answered on a pool thread, the next one read once the answer has left. */
final class RpcHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RpcHttpHandler.class);
    private static final int BYTES_A_UNIT = 64 << 10;

    private final RpcConfig config;
    private final HttpGuard guard;
    private final CallRunner calls;
    private final Pages pages;
    private final SocketDoor sockets;
    private final RpcConnection connection;
    private Optional<CompletableFuture<Reply>> running = Optional.empty();

    RpcHttpHandler(RpcConfig config, CallRunner calls, Pages pages, SocketDoor sockets, RpcConnection connection) {
        this.config = config;
        this.guard = new HttpGuard(config.settings());
        this.calls = calls;
        this.pages = pages;
        this.sockets = sockets;
        this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        connection.arrived();
        context.channel().config().setAutoRead(false);
        Optional<Reply> refusal = guard.check(request);
        if (refusal.isPresent()) {
            write(context, HttpAnswers.of(refusal.get()), false);
            return;
        }
        boolean keep = HttpUtil.isKeepAlive(request);
        long units = 1L + request.content().readableBytes() / BYTES_A_UNIT;
        long owed = connection.client().spend(units, System.nanoTime());
        Optional<String> origin = guard.foreign(request);
        if (owed > 0) {
            write(context, allowing(origin, tooFast(owed)), keep);
        } else if (guard.isPreflight(request)) {
            write(context, allowing(origin, HttpAnswers.preflight()), keep);
        } else if (sockets.isFor(request)) {
            sockets.open(context, request, connection, trusted(request))
                    .ifPresent(reply -> write(context, HttpAnswers.of(reply), false));
        } else {
            answer(context, request, reply -> write(context, allowing(origin, HttpAnswers.of(reply)), keep));
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request, Consumer<Reply> write) {
        RpcCaller caller = new RpcCaller(connection.client(), trusted(request), Optional.empty());
        CompletableFuture<Reply> reply =
                request.method().equals(HttpMethod.GET)
                        ? pages.find(request.uri().split("\\?", 2)[0])
                                .map(source -> calls.page(source, caller))
                                .orElseGet(() -> CompletableFuture.completedFuture(
                                        Reply.refusal(404, RpcErrorCode.NO_PAGE.plain())))
                        : calls.call(ByteBufUtil.getBytes(request.content()), caller);
        running = Optional.of(reply);
        var _ = reply.thenAccept(done -> {
            if (!context.executor().isShuttingDown()) {
                context.executor().execute(() -> write.accept(done));
            }
        });
    }

    private boolean trusted(FullHttpRequest request) {
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        return config.token().filter(token -> token.matches(authorization)).isPresent();
    }

    private static FullHttpResponse tooFast(long owedNanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(owedNanos) + 1;
        FullHttpResponse response =
                HttpAnswers.of(Reply.refusal(429, RpcErrorCode.TOO_FAST.with("wait " + seconds + " s")));
        response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds);
        return response;
    }

    private static FullHttpResponse allowing(Optional<String> origin, FullHttpResponse response) {
        origin.ifPresent(name -> response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, name)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN));
        return response;
    }

    private void write(ChannelHandlerContext context, FullHttpResponse response, boolean keep) {
        running = Optional.empty();
        int bytes = response.content().readableBytes();
        connection.leaves(bytes);
        if (!connection.hold(bytes)) {
            response.release();
            var _ = context.writeAndFlush(HttpAnswers.of(Reply.refusal(503, RpcErrorCode.MEMORY_FULL.plain())))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        HttpUtil.setKeepAlive(response, keep);
        var _ = context.writeAndFlush(response)
                .addListener(
                        keep
                                ? written -> rest(context)
                                : ChannelFutureListener.CLOSE);
    }

    private void rest(ChannelHandlerContext context) {
        connection.rests();
        // A request that waits already is handed on at once: not from within the last one, or the stack grows with each.
        context.executor().execute(() -> context.channel().config().setAutoRead(true));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        running.ifPresent(reply -> reply.cancel(false));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof PrematureChannelClosureException)) {
            LOG.error("event=rpc-connection-failed", cause);
        }
        var _ = context.close();
    }
}
