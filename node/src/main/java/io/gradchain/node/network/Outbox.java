package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What waits to be written to one peer, within its own bounds and those of all peers together. For any thread. */
final class Outbox {
    /** So much may wait for a peer whatever the others do: the largest consensus message. */
    private static final long OWN_SHARE = 1L << 20;

    private final Channel channel;
    private final PublicKey to;
    private final NetworkLimits limits;
    private final LinkShaper shaper;
    private final NetworkMeter meter;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile long lastWritten = System.nanoTime();

    Outbox(Channel channel, PublicKey to, NetworkConfig config, NetworkMeter meter) {
        this.channel = channel;
        this.to = to;
        this.limits = config.limits();
        this.shaper = config.shaper();
        this.meter = meter;
    }

    /**
     * Queues a frame or says why not.
     *
     * @param urgent goes on up to the hard limits
     */
    Optional<PeerError> put(Frame frame, boolean urgent) {
        Optional<PeerError> full = full(frame.body().length, urgent);
        if (full.isPresent()) {
            meter.droppedOut.increment();
            return full;
        }
        long delay = shaper.delayMillis(to, frame.body().length);
        if (delay != LinkShaper.DROP) {
            send(frame, delay);
            // An exchange has one answer: only what goes one way can come twice.
            long copy = frame.kind().isMessage() ? shaper.copyMillis(to) : LinkShaper.DROP;
            if (copy != LinkShaper.DROP) {
                send(frame, copy);
            }
        }
        return Optional.empty();
    }

    private Optional<PeerError> full(int bytes, boolean urgent) {
        long own = queued.get() + bytes;
        if (own > (urgent ? limits.hardQueueBytes() : limits.softQueueBytes())) {
            return Optional.of(PeerError.SLOW_PEER);
        }
        long cap = limits.all().queuedBytes() * (urgent ? 2 : 1);
        return own > OWN_SHARE && meter.queued.get() + bytes > cap
                ? Optional.of(PeerError.MEMORY_FULL)
                : Optional.empty();
    }

    private void send(Frame frame, long delayMillis) {
        waiting(frame.body().length);
        if (delayMillis == 0) {
            write(frame);
        } else {
            try {
                var _ = channel.eventLoop().schedule(() -> write(frame), delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The network closed: nothing is left to be sent.
                waiting(-frame.body().length);
            }
        }
    }

    /** Past the bounds and the lab, for what keeps a connection known to be alive. */
    void ping() {
        write(new Frame(FrameKind.PING, new byte[0]));
    }

    private void write(Frame frame) {
        int bytes = frame.body().length;
        var _ = channel.writeAndFlush(frame).addListener(written -> {
            waiting(-bytes);
            if (written.isSuccess()) {
                lastWritten = System.nanoTime();
                sent.addAndGet(bytes);
                meter.bytesOut.add(bytes);
                meter.messagesOut.increment();
            }
        });
    }

    private void waiting(int bytes) {
        // An empty queue cannot be stuck: the time counts from when something waits.
        if (queued.getAndAdd(bytes) == 0) {
            lastWritten = System.nanoTime();
        }
        meter.queued.add(bytes);
    }

    /** Something waits, and nothing could be written for {@code nanos}. */
    boolean isStuck(long now, long nanos) {
        return queued.get() > 0 && now - lastWritten > nanos;
    }

    /** Nothing was written for {@code nanos}. */
    boolean isQuiet(long now, long nanos) {
        return now - lastWritten >= nanos;
    }

    long queuedBytes() {
        return queued.get();
    }

    long sentBytes() {
        return sent.get();
    }
}
