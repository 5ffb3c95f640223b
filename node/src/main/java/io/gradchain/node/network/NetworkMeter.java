package io.gradchain.node.network;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what the network of one node does, and holds the two sums that are bounded over all peers. For any thread. */
final class NetworkMeter {
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder messagesIn = new LongAdder();
    final LongAdder messagesOut = new LongAdder();
    final LongAdder droppedIn = new LongAdder();
    final LongAdder droppedOut = new LongAdder();
    final LongAdder pausedForRateNanos = new LongAdder();
    final LongAdder pausedForRoomNanos = new LongAdder();
    final LongAdder handshakes = new LongAdder();
    final LongAdder penalties = new LongAdder();
    final LongAdder bans = new LongAdder();
    final Sum queued = new Sum();
    final Sum held = new Sum();

    private final LongAdder[] failedHandshakes = adders();
    private final LongAdder[] ended = adders();

    private static LongAdder[] adders() {
        LongAdder[] each = new LongAdder[PeerError.values().length];
        Arrays.setAll(each, i -> new LongAdder());
        return each;
    }

    /** Bytes in memory, and the most there ever were. */
    static final class Sum {
        private final AtomicLong now = new AtomicLong();
        private final AtomicLong most = new AtomicLong();

        /** Returns the sum with {@code bytes} more. */
        long add(long bytes) {
            long sum = now.addAndGet(bytes);
            if (sum > most.get()) {
                most.accumulateAndGet(sum, Math::max);
            }
            return sum;
        }

        long get() {
            return now.get();
        }
    }

    void handshakeFailed(PeerError reason) {
        failedHandshakes[reason.ordinal()].increment();
    }

    void ended(PeerError reason) {
        ended[reason.ordinal()].increment();
    }

    NetworkCounts counts() {
        return new NetworkCounts(
                bytesIn.sum(),
                bytesOut.sum(),
                messagesIn.sum(),
                messagesOut.sum(),
                droppedIn.sum(),
                droppedOut.sum(),
                pausedForRateNanos.sum(),
                pausedForRoomNanos.sum(),
                queued.get(),
                queued.most.get(),
                held.get(),
                held.most.get(),
                handshakes.sum(),
                byCode(failedHandshakes),
                byCode(ended),
                penalties.sum(),
                bans.sum());
    }

    private static Map<String, Long> byCode(LongAdder[] each) {
        return Arrays.stream(PeerError.values())
                .filter(error -> each[error.ordinal()].sum() > 0)
                .collect(Collectors.toMap(
                        PeerError::code, error -> each[error.ordinal()].sum(), Long::sum, TreeMap::new));
    }
}
