package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One hash of all that happened in a run: equal for equal runs. */
final class TraceHash {
    private final MessageDigest digest = Hashing.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(40);

    void add(long kind, long a, long b, long c, long time) {
        buffer.clear().putLong(kind).putLong(a).putLong(b).putLong(c).putLong(time);
        digest.update(buffer.array());
    }

    void add(String word, Hash hash) {
        digest.update(word.getBytes(StandardCharsets.US_ASCII));
        digest.update(hash.bytes());
    }

    /** Ends the hash. */
    Hash digest() {
        return Hash.of(digest.digest());
    }
}
