package io.gradchain.node.rpc;

import io.gradchain.node.rpc.limit.Client;
import io.gradchain.node.rpc.limit.ConnectionLimits;
import io.gradchain.node.rpc.limit.HeldBytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one connection may take of time and memory. A request must be complete in time however steadily its bytes drip
 * in, and so must the reading of an answer. Used on the connection's own thread only.
 */
final class RpcConnection extends ChannelInboundHandlerAdapter {
    private static final int MIB = 1 << 20;

    private final ConnectionLimits limits;
    private final Connections connections;
    private final HeldBytes memory;
    private final Client client;
    private ChannelHandlerContext context;
    private Future<?> timer;
    private boolean resting;
    private boolean refused;
    private long held;

    RpcConnection(ConnectionLimits limits, Connections connections, HeldBytes memory, Client client) {
        this.limits = limits;
        this.connections = connections;
        this.memory = memory;
        this.client = client;
    }

    HeldBytes memory() {
        return memory;
    }

    Client client() {
        return client;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        arm(limits.request());
        active.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        disarm();
        release();
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (refused) {
            ((ByteBuf) message).release();
            return;
        }
        if (resting) {
            resting = false;
            arm(limits.request());
        }
        if (!hold(((ByteBuf) message).readableBytes())) {
            ((ByteBuf) message).release();
            refused = true;
            // Past the handlers, as a request that is not whole yet has no answer of its own.
            var _ = reading.channel()
                    .writeAndFlush(HttpAnswers.of(Reply.refusal(503, RpcErrorCode.MEMORY_FULL.plain())))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        reading.fireChannelRead(message);
    }

    /** The request is here: the server is next. */
    void arrived() {
        resting = false;
        disarm();
        connections.busy(context.channel());
    }

    /** So many bytes leave: the client is next. */
    void leaves(int bytes) {
        arm(limits.write().multipliedBy(1 + bytes / MIB));
    }

    /** The answer has left, and the connection rests until the next request begins. */
    void rests() {
        release();
        resting = true;
        arm(limits.idle());
        connections.rests(context.channel());
    }

    /** From here on the WebSocket looks after the time. */
    void upgraded() {
        disarm();
        release();
    }

    boolean hold(long bytes) {
        if (!memory.tryHold(bytes)) {
            return false;
        }
        held += bytes;
        return true;
    }

    /** Gives back what was held, once nothing of it is kept. */
    void release() {
        memory.release(held);
        held = 0;
    }

    void arm(Duration time) {
        disarm();
        timer = context.executor()
                .schedule(
                        () -> {
                            var _ = context.close();
                        },
                        time.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    void disarm() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
