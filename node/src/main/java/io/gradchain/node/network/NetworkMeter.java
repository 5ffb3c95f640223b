package io.gradchain.node.network;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

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

    private final Map<PeerError, LongAdder> failedHandshakes = ofEachError();
    private final Map<PeerError, LongAdder> ended = ofEachError();

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
        failedHandshakes.get(reason).increment();
    }

    void ended(PeerError reason) {
        ended.get(reason).increment();
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

    private static Map<PeerError, LongAdder> ofEachError() {
        Map<PeerError, LongAdder> each = new EnumMap<>(PeerError.class);
        for (PeerError error : PeerError.values()) {
            each.put(error, new LongAdder());
        }
        return each;
    }

    private static Map<String, Long> byCode(Map<PeerError, LongAdder> each) {
        Map<String, Long> counted = new TreeMap<>();
        each.forEach((error, times) -> {
            if (times.sum() > 0) {
                counted.put(error.code(), times.sum());
            }
        });
        return counted;
    }
}
