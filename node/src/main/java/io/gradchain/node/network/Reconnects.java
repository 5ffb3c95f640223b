package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** When peers that dial us came last: each handshake costs us more than them, and so does what a new peer is told. */
final class Reconnects {
    /** For each connection that comes too soon; an honest peer that lost one waits between its dials. */
    static final int POINTS = 10;

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int REMEMBERED = 256;

    private final Map<PublicKey, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Notes a connection and says whether it follows the peer's last one too soon. */
    synchronized boolean isTooSoon(PublicKey peer, long nowNanos) {
        Long before = last.remove(peer);
        last.put(peer, nowNanos);
        return before != null && nowNanos - before < SOON_NANOS;
    }
}
