package io.gradchain.node.network;

import io.gradchain.node.network.noise.CipherState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Decrypts records and hands on frames, no faster than their taker wants: a pause stops reading from the socket. */
final class FrameDecoder extends ByteToMessageDecoder {
    private static final int LENGTH = 2;

    private final CipherState cipher;
    private final Taker taker;
    private final FrameAssembler frames;
    private Optional<Frame> held = Optional.empty();
    private boolean paused;
    private boolean broken;

    /** Where the frames of a connection go. */
    interface Taker {
        /** Taken, and the next one may come after {@code pauseNanos}; or not taken, to be offered again after it. */
        record Verdict(boolean taken, long pauseNanos) {}

        Verdict take(Frame frame);

        /** Why a frame of this kind may not come now; asked by its header. */
        Optional<PeerError> refusal(FrameKind kind);

        /** A whole record arrived, and so many bytes are kept of frames that are not taken; false when that is too much. */
        boolean holds(int bytes);

        /** Reading stops and goes on: what is not heard meanwhile is not the peer's silence. */
        void paused(boolean now);

        /** Bytes do not authenticate, or there is no room: nothing more will be read. */
        void broken(PeerError reason);

        /** The peer itself sent what it must not: nothing more will be read. */
        void violated(PeerError reason);
    }

    FrameDecoder(CipherState cipher, Taker taker) {
        this.cipher = cipher;
        this.taker = taker;
        this.frames = new FrameAssembler(taker::refusal);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (paused || in.readableBytes() < LENGTH) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (length < CipherState.TAG_BYTES) {
            stop(PeerError.BAD_RECORD);
            return;
        }
        if (in.readableBytes() < LENGTH + length) {
            return;
        }
        byte[] sealed = new byte[length];
        in.skipBytes(LENGTH).readBytes(sealed);
        Optional<byte[]> record = cipher.decrypt(sealed);
        if (record.isEmpty()) {
            stop(PeerError.BAD_RECORD);
            return;
        }
        switch (frames.add(record.get())) {
            case FrameAssembler.Result.More() -> hold(frames.heldBytes());
            case FrameAssembler.Result.Refused(PeerError reason) -> {
                broken = true;
                taker.violated(reason);
            }
            case FrameAssembler.Result.Complete(Frame frame) -> offer(context, frame);
        }
    }

    /** Not as in the parent, which asks the socket for more whenever nothing went down the pipeline: a pause would be none. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }

    private void offer(ChannelHandlerContext context, Frame frame) {
        Taker.Verdict verdict = taker.take(frame);
        held = verdict.taken() ? Optional.empty() : Optional.of(frame);
        hold(verdict.taken() ? 0 : frame.body().length);
        if (verdict.pauseNanos() > 0 && !broken) {
            paused = true;
            taker.paused(true);
            context.channel().config().setAutoRead(false);
            var _ = context.executor().schedule(() -> resume(context), verdict.pauseNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void resume(ChannelHandlerContext context) {
        if (broken || !context.channel().isActive()) {
            return;
        }
        paused = false;
        taker.paused(false);
        held.ifPresent(frame -> offer(context, frame));
        if (!paused) {
            drainBuffered(context);
        }
    }

    /** What arrived with the last read is decoded before more is read. */
    private void drainBuffered(ChannelHandlerContext context) {
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
            return;
        }
        if (!paused) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void hold(int bytes) {
        if (!taker.holds(bytes)) {
            stop(PeerError.MEMORY_FULL);
        }
    }

    private void stop(PeerError reason) {
        broken = true;
        taker.broken(reason);
    }
}
