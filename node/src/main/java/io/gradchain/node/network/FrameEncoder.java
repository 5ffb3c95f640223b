package io.gradchain.node.network;

import io.gradchain.node.network.noise.CipherState;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;

/** Encrypts frames in the order they are written. */
final class FrameEncoder extends MessageToByteEncoder<Frame> {
    private final CipherState cipher;

    FrameEncoder(CipherState cipher) {
        super(Frame.class);
        this.cipher = cipher;
    }

    @Override
    protected void encode(ChannelHandlerContext context, Frame frame, ByteBuf out) {
        for (byte[] record : FrameCodec.cut(frame)) {
            byte[] sealed = cipher.encrypt(record);
            out.writeShort(sealed.length).writeBytes(sealed);
        }
    }
}
