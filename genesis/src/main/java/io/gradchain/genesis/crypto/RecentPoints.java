package io.gradchain.genesis.crypto;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The points of the keys asked for last. The same validators propose again and again, and a point brings the table of its
 * multiples along (about 4 KiB), which costs as much as half a verification. What is kept never changes an answer.
 */
final class RecentPoints {
    static final RecentPoints SHARED = new RecentPoints(1_024);

    private final SequencedMap<ByteBuffer, ECPoint> points = new LinkedHashMap<>();
    private final int most;

    RecentPoints(int most) {
        this.most = most;
    }

    /** As {@link P256#decode}. Bytes that are no point are not kept. */
    synchronized Optional<ECPoint> decode(byte[] bytes) {
        ByteBuffer key = ByteBuffer.wrap(bytes.clone());
        Optional<ECPoint> point = Optional.ofNullable(points.get(key)).or(() -> P256.decode(bytes));
        point.ifPresent(found -> points.putLast(key, found));
        if (points.size() > most) {
            points.pollFirstEntry();
        }
        return point;
    }
}
