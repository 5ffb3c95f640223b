package io.gradchain.node.network;

import io.gradchain.node.network.FrameDecoder.Taker.Verdict;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What one peer may send how fast. Above the rate of all its bytes it is read slower; above that of a cheap kind it floods. */
final class Inflow {
    /** Honest peers send one a second; what a slow link held back may come at once. */
    private static final int STATUSES_PER_SECOND = 10;

    private static final int PINGS_PER_SECOND = 10;
    static final int REQUESTS_PER_SECOND = 100;

    private final TokenBucket bytes;
    private final TokenBucket messages;
    private final TokenBucket statuses;
    private final TokenBucket pings;
    private final TokenBucket requests;
    private final NetworkMeter meter;
    private final AtomicLong received = new AtomicLong();

    Inflow(NetworkLimits limits, NetworkMeter meter, long now) {
        this.bytes = new TokenBucket(limits.bytesPerSecond(), now);
        this.messages = new TokenBucket(limits.messagesPerSecond(), now);
        this.statuses = new TokenBucket(STATUSES_PER_SECOND, now);
        this.pings = new TokenBucket(PINGS_PER_SECOND, now);
        this.requests = new TokenBucket(REQUESTS_PER_SECOND, now);
        this.meter = meter;
    }

    /** Whether the frame is one more of a cheap kind than a peer may send. */
    boolean floods(FrameKind kind, long now) {
        return bucket(kind).filter(rate -> !rate.tryTake(1, now)).isPresent();
    }

    private Optional<TokenBucket> bucket(FrameKind kind) {
        return switch (kind) {
            case STATUS -> Optional.of(statuses);
            case PING -> Optional.of(pings);
            case REQUEST -> Optional.of(requests);
            case CONSENSUS, TRANSACTION, ANSWER, DECLINE, GOODBYE, ASK_ADDRESSES, ADDRESSES -> Optional.empty();
        };
    }

    /** Counts a frame that was taken; the pause makes up for what is above the rate. */
    Verdict taken(Frame frame, long now) {
        received.addAndGet(frame.body().length);
        meter.bytesIn.add(frame.body().length);
        meter.messagesIn.increment();
        long pause = Math.max(bytes.take(frame.body().length, now), messages.take(1, now));
        meter.pausedForRateNanos.add(pause);
        return new Verdict(true, pause);
    }

    /** The node has no room now. */
    Verdict refused(long retryNanos) {
        meter.pausedForRoomNanos.add(retryNanos);
        return new Verdict(false, retryNanos);
    }

    long receivedBytes() {
        return received.get();
    }
}
