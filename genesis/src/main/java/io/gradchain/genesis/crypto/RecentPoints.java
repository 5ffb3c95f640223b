package io.gradchain.genesis.crypto;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The points of the keys asked for last. The same validators propose again and again, and a point brings the table of its
 * multiples along (about 4 KiB), which costs as much as half a verification. What is kept never changes an answer.
 */
final class RecentPoints {
    static final RecentPoints SHARED = new RecentPoints(1_024);

    private final Map<ByteBuffer, ECPoint> points;

    RecentPoints(int most) {
        points = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, ECPoint> eldest) {
                return size() > most;
            }
        };
    }

    /** As {@link P256#decode}. Bytes that are no point are not kept. */
    synchronized Optional<ECPoint> decode(byte[] bytes) {
        ECPoint known = points.get(ByteBuffer.wrap(bytes));
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ECPoint> decoded = P256.decode(bytes);
        decoded.ifPresent(point -> points.put(ByteBuffer.wrap(bytes.clone()), point));
        return decoded;
    }
}
