package io.gradchain.node.network;

import io.gradchain.node.network.noise.CipherState;
import io.gradchain.node.network.noise.NoiseXX;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames as plain records, without the encryption around them.
 *
 * <pre>
 *   wire:    | u16 length | one Noise message: a record and its tag of 16 bytes |   again and again
 *   record:  | u8 kind | u32 body length | body… |   first of a frame
 *            | body… |                               the following, all full except the last
 * </pre>
 *
 * Kind and length travel encrypted. There is one way to cut a frame, and a reader refuses every other.
 */
final class FrameCodec {
    static final int HEADER = 5;
    static final int MAX_RECORD = NoiseXX.MAX_MESSAGE - CipherState.TAG_BYTES;

    private FrameCodec() {}

    static List<byte[]> cut(Frame frame) {
        byte[] body = frame.body();
        int first = Math.min(body.length, MAX_RECORD - HEADER);
        List<byte[]> records = new ArrayList<>();
        records.add(ByteBuffer.allocate(HEADER + first)
                .put((byte) frame.kind().wire())
                .putInt(body.length)
                .put(body, 0, first)
                .array());
        for (int at = first; at < body.length; at += MAX_RECORD) {
            records.add(Arrays.copyOfRange(body, at, Math.min(body.length, at + MAX_RECORD)));
        }
        return records;
    }
}
