package io.gradchain.node.rpc;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One HTTP connection: one request at a time, answered on a pool thread, the next one read only afterwards. */
final class RpcHttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RpcHttpHandler.class);

    private final RpcConfig config;
    private final HttpGuard guard;
    private final RpcDispatcher dispatcher;
    private final Pages pages;
    private final Executor pool;
    private final RequestDeadline deadline;

    RpcHttpHandler(RpcConfig config, RpcDispatcher dispatcher, Pages pages, Executor pool, RequestDeadline deadline) {
        this.config = config;
        this.guard = new HttpGuard(config.hosts());
        this.dispatcher = dispatcher;
        this.pages = pages;
        this.pool = pool;
        this.deadline = deadline;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        deadline.disarm();
        context.channel().config().setAutoRead(false);
        boolean keep = HttpUtil.isKeepAlive(request);
        if (!request.decoderResult().isSuccess()) {
            RpcError error = RpcErrorCode.INVALID_REQUEST.with("the HTTP request is malformed");
            write(context, HttpAnswers.refusal(HttpResponseStatus.BAD_REQUEST, error), false);
            return;
        }
        Optional<HttpGuard.Refusal> refusal = guard.check(request);
        if (refusal.isPresent()) {
            write(
                    context,
                    HttpAnswers.refusal(refusal.get().status(), refusal.get().error()),
                    false);
            return;
        }
        Supplier<FullHttpResponse> work = request.method().equals(HttpMethod.GET) ? page(request) : call(request);
        try {
            pool.execute(() -> {
                FullHttpResponse response = run(work);
                if (!context.executor().isShuttingDown()) {
                    context.executor().execute(() -> write(context, response, keep));
                }
            });
        } catch (RejectedExecutionException e) {
            RpcError error = RpcErrorCode.OVERLOADED.plain();
            write(context, HttpAnswers.refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, error), keep);
        }
    }

    private Supplier<FullHttpResponse> call(FullHttpRequest request) {
        byte[] body = ByteBufUtil.getBytes(request.content());
        String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        boolean trusted =
                config.token().filter(token -> token.matches(authorization)).isPresent();
        return () -> dispatcher
                .answer(body, trusted)
                .map(answer -> HttpAnswers.json(HttpResponseStatus.OK, answer))
                .orElseGet(HttpAnswers::empty);
    }

    private Supplier<FullHttpResponse> page(FullHttpRequest request) {
        String path = request.uri().split("\\?", 2)[0];
        return pages.find(path)
                .<Supplier<FullHttpResponse>>map(source -> () -> HttpAnswers.page(source.get()))
                .orElse(() -> HttpAnswers.refusal(HttpResponseStatus.NOT_FOUND, RpcErrorCode.NO_PAGE.plain()));
    }

    private static FullHttpResponse run(Supplier<FullHttpResponse> work) {
        try {
            return work.get();
        } catch (RuntimeException bug) {
            LOG.error("event=rpc-page-failed", bug);
            RpcError error = RpcErrorCode.INTERNAL.plain();
            return HttpAnswers.refusal(HttpResponseStatus.INTERNAL_SERVER_ERROR, error);
        }
    }

    private void write(ChannelHandlerContext context, FullHttpResponse response, boolean keep) {
        HttpUtil.setKeepAlive(response, keep);
        deadline.arm(config.idle());
        ChannelFuture written = context.writeAndFlush(response);
        if (keep) {
            context.channel().config().setAutoRead(true);
        } else {
            var _ = written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("event=rpc-connection-failed", cause);
        }
        var _ = context.close();
    }
}
