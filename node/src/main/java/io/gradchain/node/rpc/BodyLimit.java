package io.gradchain.node.rpc;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Gathers a request up to {@link RpcConfig#MAX_BODY}; beyond, says so and hangs up instead of reading on. */
final class BodyLimit extends HttpObjectAggregator {
    BodyLimit() {
        super(RpcConfig.MAX_BODY, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        var _ = context.writeAndFlush(HttpAnswers.of(Reply.refusal(413, RpcErrorCode.TOO_LARGE.plain())))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
