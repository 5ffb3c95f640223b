package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One authenticated connection: its queue, its rates, its open requests, and the reason it ends for. */
final class PeerConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final Verdict TAKEN = new Verdict(true, 0);
    static final long GOODBYE_MILLIS = 500;
    private static final int NUMBER = Integer.BYTES;

    private final Channel channel;
    private final PublicKey key;
    private final boolean inbound;
    private final NetworkLimits limits;
    private final LinkShaper shaper;
    private final PeerHandler handler;
    private final OpenRequests asked;
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<PeerError> ended = new AtomicReference<>();
    private final TokenBucket byteRate;
    private final TokenBucket messageRate;

    PeerConnection(Channel channel, PublicKey key, boolean inbound, NetworkConfig config, PeerHandler handler) {
        this.channel = channel;
        this.key = key;
        this.inbound = inbound;
        this.limits = config.limits();
        this.shaper = config.shaper();
        this.handler = handler;
        this.asked = new OpenRequests(limits.maxRequests());
        this.byteRate = new TokenBucket(limits.bytesPerSecond(), System.nanoTime());
        this.messageRate = new TokenBucket(limits.messagesPerSecond(), System.nanoTime());
    }

    PublicKey key() {
        return key;
    }

    boolean inbound() {
        return inbound;
    }

    PeerInfo info() {
        String address = channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getHostString() + ":" + remote.getPort()
                : "closed";
        return new PeerInfo(key, address, inbound, received.get(), sent.get(), queued.get());
    }

    /** Why it ended; {@link PeerError#CLOSED_BY_PEER} where nobody said. */
    PeerError reason() {
        PeerError reason = ended.get();
        return reason == null ? PeerError.CLOSED_BY_PEER : reason;
    }

    SendOutcome send(MessageKind kind, byte[] body) {
        if (body.length > kind.maxBytes()) {
            return SendOutcome.TOO_LARGE;
        }
        return queue(new Frame(kind.frame(), body), kind == MessageKind.CONSENSUS);
    }

    CompletableFuture<Reply> request(byte[] body, Duration timeout) {
        if (body.length + NUMBER > FrameKind.REQUEST.maxBytes()) {
            return CompletableFuture.completedFuture(new Reply.Failed(PeerError.TOO_LARGE));
        }
        OpenRequests.Opened opened = asked.open();
        if (opened.number() > 0) {
            Reply late = new Reply.Failed(PeerError.TIMEOUT);
            later(() -> asked.complete(opened.number(), late), timeout.toMillis());
            if (queue(numbered(FrameKind.REQUEST, opened.number(), body), false) != SendOutcome.QUEUED) {
                asked.complete(opened.number(), new Reply.Failed(PeerError.BUSY));
            }
        }
        return opened.reply();
    }

    /** Consensus goes on up to the hard limit and then ends the connection: a validator that misses votes must know. */
    private SendOutcome queue(Frame frame, boolean urgent) {
        if (ended.get() != null) {
            return SendOutcome.NOT_CONNECTED;
        }
        long total = queued.get() + frame.body().length;
        if (total > (urgent ? limits.hardQueueBytes() : limits.softQueueBytes())) {
            if (urgent) {
                close(PeerError.SLOW_PEER);
            }
            return SendOutcome.QUEUE_FULL;
        }
        long delay = shaper.delayMillis(key, frame.body().length);
        if (delay != LinkShaper.DROP) {
            queued.addAndGet(frame.body().length);
            if (delay == 0) {
                write(frame);
            } else {
                later(() -> write(frame), delay);
            }
        }
        return SendOutcome.QUEUED;
    }

    /** Where the network is closed already, its connections are too and nothing is left to do later. */
    private void later(Runnable step, long millis) {
        try {
            var _ = channel.eventLoop().schedule(step, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            asked.closeAll();
        }
    }

    private void write(Frame frame) {
        int bytes = frame.body().length;
        var _ = channel.writeAndFlush(frame).addListener(written -> {
            queued.addAndGet(-bytes);
            if (written.isSuccess()) {
                sent.addAndGet(bytes);
            }
        });
    }

    @Override
    public Verdict take(Frame frame) {
        if (ended.get() != null) {
            return TAKEN;
        }
        if (!deliver(frame)) {
            return new Verdict(false, limits.retry().toNanos());
        }
        received.addAndGet(frame.body().length);
        long now = System.nanoTime();
        return new Verdict(true, Math.max(byteRate.take(frame.body().length, now), messageRate.take(1, now)));
    }

    private boolean deliver(Frame frame) {
        byte[] body = frame.body();
        return switch (frame.kind()) {
            case CONSENSUS -> handler.received(key, MessageKind.CONSENSUS, body);
            case TRANSACTION -> handler.received(key, MessageKind.TRANSACTION, body);
            case STATUS -> handler.received(key, MessageKind.STATUS, body);
            case PING -> true;
            case GOODBYE -> {
                ended.compareAndSet(
                        null,
                        body.length == 1
                                ? PeerError.of(body[0]).orElse(PeerError.CLOSED_BY_PEER)
                                : PeerError.CLOSED_BY_PEER);
                var _ = channel.close();
                yield true;
            }
            case REQUEST, ANSWER, DECLINE -> {
                if (body.length < NUMBER) {
                    broken(PeerError.BAD_RECORD);
                } else {
                    exchange(frame.kind(), ByteBuffer.wrap(body));
                }
                yield true;
            }
        };
    }

    private void exchange(FrameKind kind, ByteBuffer in) {
        int number = in.getInt();
        byte[] body = new byte[in.remaining()];
        in.get(body);
        if (kind == FrameKind.ANSWER) {
            asked.complete(number, new Reply.Answered(body));
        } else if (kind == FrameKind.DECLINE) {
            asked.complete(number, new Reply.Failed(PeerError.DECLINED));
        } else if (owed.incrementAndGet() > limits.maxRequests()) {
            new OwedAnswer(number).decline();
        } else {
            handler.requested(key, body, new OwedAnswer(number));
        }
    }

    private static Frame numbered(FrameKind kind, int number, byte[] body) {
        return new Frame(
                kind,
                ByteBuffer.allocate(NUMBER + body.length)
                        .putInt(number)
                        .put(body)
                        .array());
    }

    /** The one answer to one request of the peer. */
    private final class OwedAnswer implements PeerHandler.Answer {
        private final int number;
        private final AtomicBoolean given = new AtomicBoolean();

        OwedAnswer(int number) {
            this.number = number;
        }

        @Override
        public void answer(byte[] body) {
            if (body.length + NUMBER > FrameKind.ANSWER.maxBytes()) {
                LOG.error("event=answer-too-large peer={} bytes={}", key, body.length);
                decline();
            } else if (given.compareAndSet(false, true)) {
                owed.decrementAndGet();
                if (queue(numbered(FrameKind.ANSWER, number, body), false) == SendOutcome.QUEUE_FULL) {
                    queue(numbered(FrameKind.DECLINE, number, new byte[0]), true);
                }
            }
        }

        @Override
        public void decline() {
            if (given.compareAndSet(false, true)) {
                owed.decrementAndGet();
                queue(numbered(FrameKind.DECLINE, number, new byte[0]), true);
            }
        }
    }

    @Override
    public void broken(PeerError reason) {
        close(reason);
    }

    /** Ends the connection and tells the peer why, where it still reads. Only the first reason counts. */
    void close(PeerError reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        if (reason == PeerError.SLOW_PEER) {
            var _ = channel.close();
            return;
        }
        byte[] number = {(byte) reason.number()};
        var _ = channel.writeAndFlush(new Frame(FrameKind.GOODBYE, number)).addListener(ChannelFutureListener.CLOSE);
        later(
                () -> {
                    var _ = channel.close();
                },
                GOODBYE_MILLIS);
    }

    /** Done when the connection is closed, at the latest {@link #GOODBYE_MILLIS} after {@link #close}. */
    ChannelFuture closed() {
        return channel.closeFuture();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended.compareAndSet(null, PeerError.CLOSED_BY_PEER);
        asked.closeAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.state() == IdleState.READER_IDLE) {
                close(PeerError.SILENT_PEER);
            } else if (ended.get() == null) {
                write(new Frame(FrameKind.PING, new byte[0]));
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("event=connection-failed peer={}", key, cause);
        }
        var _ = channel.close();
    }
}
