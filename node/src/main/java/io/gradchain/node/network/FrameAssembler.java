package io.gradchain.node.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Puts the records of a connection together to frames; holds at most twice what was received. */
final class FrameAssembler {
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<FrameKind> kind = Optional.empty();
    private int length;

    sealed interface Result {
        record Complete(Frame frame) implements Result {}

        record More() implements Result {}

        record Refused(PeerError reason) implements Result {}
    }

    Result add(byte[] record) {
        int from = 0;
        if (kind.isEmpty()) {
            if (record.length < FrameCodec.HEADER) {
                return new Result.Refused(PeerError.BAD_RECORD);
            }
            ByteBuffer header = ByteBuffer.wrap(record);
            kind = FrameKind.of(Byte.toUnsignedInt(header.get()));
            length = header.getInt();
            if (kind.isEmpty()) {
                return new Result.Refused(PeerError.BAD_RECORD);
            }
            if (length < 0 || length > kind.get().maxBytes()) {
                return new Result.Refused(PeerError.TOO_LARGE);
            }
            from = FrameCodec.HEADER;
        }
        int left = length - body.size();
        if (record.length - from != Math.min(left, FrameCodec.MAX_RECORD - from)) {
            return new Result.Refused(PeerError.BAD_RECORD);
        }
        body.write(record, from, record.length - from);
        return body.size() == length ? complete() : new Result.More();
    }

    private Result complete() {
        Frame frame = new Frame(kind.orElseThrow(), body.toByteArray());
        kind = Optional.empty();
        // A new one: reset() would keep the megabytes of the largest frame for each connection.
        body = new ByteArrayOutputStream();
        return new Result.Complete(frame);
    }
}
