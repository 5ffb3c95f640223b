package io.gradchain.storage.file;

import io.gradchain.fuzz.Door;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;

/** The frames of a record log, without the file around them. */
public final class LogDoor {
    private LogDoor() {}

    /** Takes the whole records at the start, as opening a log does, and looks for lost ones behind them. */
    public static Door.Outcome read(byte[] in) {
        int at = 0;
        int records = 0;
        for (int length; at < in.length && (length = LogFormat.recordAt(in, at)) >= 0; records++) {
            byte[] payload = LogFormat.payload(in, at, length);
            if (payload.length != length) {
                throw new IllegalStateException("a payload of another length");
            }
            at += LogFormat.FRAME_BYTES + length;
        }
        boolean lost = LogFormat.wasDurable(in, at);
        return at == in.length
                ? Door.accepted(records + " records")
                : new Door.Refused((lost ? "damaged at " : "torn at ") + at);
    }

    public static List<byte[]> samples(Hash chain) {
        byte[] header = LogFormat.header(chain);
        return List.of(
                LogFormat.frames(List.of(new byte[] {1}, header, new byte[300]), 0),
                LogFormat.frames(List.of(header), 10),
                LogFormat.frames(List.of(new byte[1000], new byte[1], new byte[1]), 40));
    }
}
