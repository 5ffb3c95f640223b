package io.gradchain.node.rpc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a connection whose next request is not complete in time, however steadily its bytes drip in. */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    private final Duration first;
    private ChannelHandlerContext context;
    private Future<?> timer;

    RequestDeadline(Duration first) {
        this.first = first;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        arm(first);
        active.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        disarm();
        inactive.fireChannelInactive();
    }

    /** Only on the connection's own thread, as {@link #disarm}. */
    void arm(Duration time) {
        disarm();
        timer = context.executor()
                .schedule(
                        () -> {
                            var _ = context.close();
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    void disarm() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
