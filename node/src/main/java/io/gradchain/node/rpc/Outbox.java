package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.FeedReader;
import io.gradchain.node.rpc.feed.Subscription;
import io.gradchain.node.rpc.limit.SocketLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * What one WebSocket still has to send: answers first, then events. One frame is on its way at a time, so that what waits
 * waits here, where it is counted, and not in the socket's own queue. Events come from any thread, all else is used on the
 * connection's.
 */
final class Outbox implements FeedReader {
    private static final byte[] END = "}}".getBytes(StandardCharsets.UTF_8);

    private final SocketLimits limits;
    private final RpcConnection connection;
    private final ChannelHandlerContext context;
    private final Runnable sent;
    private final ArrayDeque<byte[]> answers = new ArrayDeque<>();
    private final ArrayDeque<Waiting> events = new ArrayDeque<>();
    private int eventBytes;
    private boolean woken;
    private boolean closed;
    private boolean writing;
    private boolean ponging;
    private int unsent;
    private long held;

    private record Waiting(Subscription subscription, byte[] event) {}

    /** @param sent runs after an answer has left */
    Outbox(SocketLimits limits, RpcConnection connection, ChannelHandlerContext context, Runnable sent) {
        this.limits = limits;
        this.connection = connection;
        this.context = context;
        this.sent = sent;
    }

    /** A call of so many bytes begins. Whether there is memory for it. */
    boolean expect(int requestBytes) {
        unsent++;
        return hold(requestBytes);
    }

    /** Calls that run, and answers that have not left. */
    int unsent() {
        return unsent;
    }

    /** The answer to a call that was expected; empty where it asked for none. */
    void answer(byte[] body, int requestBytes) {
        release(requestBytes);
        if (closed) {
            return;
        }
        if (body.length == 0) {
            answered();
            return;
        }
        if (!hold(body.length)) {
            var _ = context.close();
            return;
        }
        answers.add(body);
        drain();
    }

    /** Answers a ping, unless the answer to the last one still waits. */
    void pong(ByteBuf payload) {
        if (ponging) {
            payload.release();
            return;
        }
        ponging = true;
        var _ = context.writeAndFlush(new PongWebSocketFrame(payload)).addListener(done -> ponging = false);
    }

    @Override
    public void deliver(Subscription subscription, byte[] event) {
        synchronized (events) {
            if (closed) {
                return;
            }
            if (event.length > limits.queuedBytes()) {
                subscription.missed().incrementAndGet();
                return;
            }
            events.add(new Waiting(subscription, event));
            eventBytes += event.length;
            while (events.size() > limits.queuedEvents() || eventBytes > limits.queuedBytes()) {
                Waiting oldest = events.remove();
                eventBytes -= oldest.event().length;
                oldest.subscription().missed().incrementAndGet();
            }
            if (woken) {
                return;
            }
            woken = true;
        }
        context.executor().execute(this::drain);
    }

    private void drain() {
        if (writing || closed) {
            return;
        }
        byte[] answer = answers.poll();
        if (answer != null) {
            send(Unpooled.wrappedBuffer(answer), () -> {
                release(answer.length);
                answered();
            });
            return;
        }
        Waiting next;
        synchronized (events) {
            woken = !events.isEmpty();
            next = events.poll();
            if (next == null) {
                return;
            }
            eventBytes -= next.event().length;
        }
        send(Unpooled.wrappedBuffer(head(next.subscription()), next.event(), END), () -> {});
    }

    private void send(ByteBuf frame, Runnable after) {
        writing = true;
        connection.leaves(frame.readableBytes());
        var _ = context.writeAndFlush(new TextWebSocketFrame(frame)).addListener(done -> {
            writing = false;
            if (!closed) {
                connection.disarm();
                after.run();
                drain();
            }
        });
    }

    private static byte[] head(Subscription subscription) {
        long missed = subscription.missed().getAndSet(0);
        String note = missed == 0 ? "" : "\"missed\":" + missed + ",";
        return ("{\"jsonrpc\":\"2.0\",\"method\":\"chain_event\",\"params\":{\"subscription\":\"" + subscription.id()
                        + "\",\"topic\":\"" + subscription.topic() + "\"," + note + "\"result\":")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answered() {
        unsent--;
        sent.run();
    }

    private boolean hold(long bytes) {
        boolean there = connection.memory().tryHold(bytes);
        held += there ? bytes : 0;
        return there;
    }

    private void release(long bytes) {
        if (!closed) {
            connection.memory().release(bytes);
            held -= bytes;
        }
    }

    /** The socket is gone, and with it all that waited. */
    void close() {
        connection.memory().release(held);
        answers.clear();
        synchronized (events) {
            closed = true;
            events.clear();
        }
    }
}
