package io.gradchain.node.network;

import io.gradchain.fuzz.Door;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decrypted records on their way to frames; a record is what stands behind a u16 here. */
public final class FrameDoor {
    private FrameDoor() {}

    public static Door.Outcome read(byte[] in) {
        FrameAssembler assembler = new FrameAssembler(kind -> Optional.empty());
        int frames = 0;
        for (int at = 0; at + 2 <= in.length; ) {
            int length = Math.min(ByteBuffer.wrap(in).getShort(at) & 0xffff, in.length - at - 2);
            switch (assembler.add(Arrays.copyOfRange(in, at + 2, at + 2 + length))) {
                case FrameAssembler.Result.Refused(PeerError reason) -> {
                    return new Door.Refused(reason + " after " + frames);
                }
                case FrameAssembler.Result.Complete complete -> frames++;
                case FrameAssembler.Result.More more -> {}
            }
            at += 2 + length;
        }
        return Door.accepted(Math.min(frames, 3) + " frames");
    }

    public static List<byte[]> samples() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (FrameKind kind : FrameKind.values()) {
            records(all, new Frame(kind, new byte[Math.min(kind.maxBytes(), 40)]));
        }
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        records(large, new Frame(FrameKind.CONSENSUS, new byte[FrameCodec.MAX_RECORD + 7]));
        return List.of(all.toByteArray(), large.toByteArray());
    }

    private static void records(ByteArrayOutputStream out, Frame frame) {
        for (byte[] record : FrameCodec.cut(frame)) {
            out.write(record.length >>> 8);
            out.write(record.length);
            out.writeBytes(record);
        }
    }
}
