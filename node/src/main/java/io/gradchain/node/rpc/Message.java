package io.gradchain.node.rpc;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** A message of a WebSocket while its fragments come in. */
final class Message {
    private final int mostBytes;
    private final int mostFragments;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int fragments;

    Message(int mostBytes, int mostFragments) {
        this.mostBytes = mostBytes;
        this.mostFragments = mostFragments;
    }

    /** Whether it is still within the limits. */
    boolean add(ByteBuf fragment) {
        fragments++;
        if (fragments > mostFragments || fragment.readableBytes() > mostBytes - bytes.size()) {
            return false;
        }
        byte[] part = new byte[fragment.readableBytes()];
        fragment.readBytes(part);
        bytes.writeBytes(part);
        return true;
    }

    /** The whole message; the next one begins. */
    byte[] take() {
        byte[] whole = bytes.toByteArray();
        bytes = new ByteArrayOutputStream();
        fragments = 0;
        return whole;
    }
}
