package io.gradchain.node.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/** Puts the records of a connection together to frames; holds at most twice what was received. */
final class FrameAssembler {
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<FrameKind> kind = Optional.empty();
    private int length;

    /** Says of a frame that begins why it may not come; its size is looked at before. */
    private final Function<FrameKind, Optional<PeerError>> gate;

    FrameAssembler(Function<FrameKind, Optional<PeerError>> gate) {
        this.gate = gate;
    }

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
            Optional<PeerError> refused = gate.apply(kind.get());
            if (refused.isPresent()) {
                return new Result.Refused(refused.get());
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

    /** Bytes of the frame that is not complete yet. */
    int heldBytes() {
        return body.size();
    }

    private Result complete() {
        Frame frame = new Frame(kind.orElseThrow(), body.toByteArray());
        kind = Optional.empty();
        // A new one: reset() would keep the megabytes of the largest frame for each connection.
        body = new ByteArrayOutputStream();
        return new Result.Complete(frame);
    }
}
