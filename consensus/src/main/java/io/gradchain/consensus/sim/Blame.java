package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.PublicKey;
import java.util.List;

/** Reads what validators left on their disks, and names whoever signed two things no honest validator signs both of. */
public interface Blame {
    /** A record of a vote log or the proof of a final block; bytes that are neither say nothing. */
    void read(byte[] recordOrProof);

    /** One entry for each guilty key, with its first contradiction. */
    List<Guilt> guilty();

    /**
     * A key and the two signed statements, in words.
     *
     * @param epoch in which it signed
     */
    record Guilt(PublicKey key, long epoch, String first, String second) {}

    /** Where nobody signs anything that could be contradicted. */
    static Blame nobody() {
        return new Blame() {
            @Override
            public void read(byte[] recordOrProof) {}

            @Override
            public List<Guilt> guilty() {
                return List.of();
            }
        };
    }
}
