package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Carries the handshake over a new connection, within its time and size, and then makes way for frames.
 *
 * <pre>
 *   +---------+------------+------------------+
 *   | u8 type | u16 length | length bytes     |   type 0: handshake message, 1: refusal, one byte: number of a PeerError
 *   +---------+------------+------------------+
 * </pre>
 *
 * A refusal is not authenticated: whoever can forge it could as well cut the connection. It is only logged.
 */
final class HandshakeHandler extends ByteToMessageDecoder {
    static final int MAX_MESSAGE = 4096;

    private static final int MESSAGE = 0;
    private static final int REFUSAL = 1;
    private static final int HEADER = 3;

    private final Supplier<PeerHandshake> fresh;
    private final boolean dialler;
    private final Duration limit;
    private final Outcome outcome;
    private Future<?> timer;
    private Optional<PeerHandshake> begun = Optional.empty();
    private boolean over;

    /** Told once how the handshake ended; called before anything the peer sent after it is read. */
    interface Outcome {
        /** Whether there is time for the arithmetic of one more. */
        boolean mayBegin();

        void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys);

        /** @param byPeer the peer said so; the connection closes by itself */
        void failed(ChannelHandlerContext context, PeerError reason, boolean byPeer);
    }

    HandshakeHandler(Supplier<PeerHandshake> fresh, boolean dialler, Duration limit, Outcome outcome) {
        this.fresh = fresh;
        this.dialler = dialler;
        this.limit = limit;
        this.outcome = outcome;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timer = context.executor()
                .schedule(() -> refuse(context, PeerError.HANDSHAKE_TIMEOUT), limit.toMillis(), TimeUnit.MILLISECONDS);
        if (dialler) {
            var _ = write(context, MESSAGE, handshake().first());
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (over) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < HEADER) {
            return;
        }
        int type = in.getUnsignedByte(in.readerIndex());
        int length = in.getUnsignedShort(in.readerIndex() + 1);
        if (type > REFUSAL || length > MAX_MESSAGE || (type == REFUSAL && length != 1)) {
            refuse(context, PeerError.BAD_HANDSHAKE);
            return;
        }
        if (in.readableBytes() < HEADER + length) {
            return;
        }
        in.skipBytes(HEADER);
        byte[] message = new byte[length];
        in.readBytes(message);
        if (type == REFUSAL) {
            end(context, PeerError.of(message[0]).orElse(PeerError.BAD_HANDSHAKE), true);
            var _ = context.close();
            return;
        }
        if (begun.isEmpty() && !outcome.mayBegin()) {
            refuse(context, PeerError.HANDSHAKES_FULL);
            return;
        }
        switch (handshake().read(message)) {
            case PeerHandshake.Step.Send(byte[] next) -> {
                var _ = write(context, MESSAGE, next);
            }
            case PeerHandshake.Step.Refuse(PeerError reason) -> refuse(context, reason);
            case PeerHandshake.Step.Done done -> finish(context, done);
        }
    }

    /** Keys are made when they are needed: a connection that says nothing costs no arithmetic. */
    private PeerHandshake handshake() {
        if (begun.isEmpty()) {
            begun = Optional.of(fresh.get());
        }
        return begun.get();
    }

    private void finish(ChannelHandlerContext context, PeerHandshake.Step.Done done) {
        over = true;
        timer.cancel(false);
        if (done.last().isPresent()) {
            var _ = write(context, MESSAGE, done.last().get());
        }
        outcome.done(context, done.peer(), done.keys());
        context.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext context, PeerError reason) {
        if (!over) {
            end(context, reason, false);
            byte[] number = {(byte) reason.number()};
            var _ = write(context, REFUSAL, number).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void end(ChannelHandlerContext context, PeerError reason, boolean byPeer) {
        if (!over) {
            over = true;
            if (timer != null) {
                timer.cancel(false);
            }
            outcome.failed(context, reason, byPeer);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(context, PeerError.CLOSED_BY_PEER, true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context, PeerError.CLOSED_BY_PEER, true);
        var _ = context.close();
    }

    private static ChannelFuture write(ChannelHandlerContext context, int type, byte[] body) {
        ByteBuf frame = context.alloc().buffer(HEADER + body.length);
        frame.writeByte(type).writeShort(body.length).writeBytes(body);
        return context.writeAndFlush(frame);
    }
}
