package io.gradchain.consensus.dpos;

import io.gradchain.fuzz.Door;

/** Records of the vote log, which are read inside this package alone. */
public final class RecordDoor {
    private RecordDoor() {}

    public static Door.Outcome read(byte[] in, long incarnation) {
        return switch (LogRecord.decode(in, incarnation)) {
            case LogRecord.Unreadable(String reason) -> new Door.Refused(reason);
            case LogRecord.Other() -> Door.accepted("Other");
            case LogRecord known -> Door.accepted(known, () -> LogRecord.encode(known, incarnation));
        };
    }
}
