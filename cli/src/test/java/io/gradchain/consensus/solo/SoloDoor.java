package io.gradchain.consensus.solo;

import io.gradchain.fuzz.Door;
import io.gradchain.genesis.codec.DecodeException;

/** The message of the solo engine, which is read inside this package alone. */
public final class SoloDoor {
    private SoloDoor() {}

    public static Door.Outcome read(byte[] in) {
        try {
            SoloMessage message = SoloMessage.decode(in);
            return Door.accepted(message, message::encoded);
        } catch (DecodeException e) {
            return new Door.Refused(e.getMessage());
        }
    }
}
