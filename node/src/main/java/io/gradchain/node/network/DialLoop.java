package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one address connected: dials at once, then after pauses that double, and rests while its peer is connected. */
final class DialLoop implements Dialler {
    private static final Logger LOG = LoggerFactory.getLogger(DialLoop.class);
    /** A connection that lived so long is redialled at once when it ends. */
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PeerAddress address;
    private final NetworkLimits limits;
    private final EventLoop loop;
    private final Line line;
    private Optional<PublicKey> known;
    private int failures;
    private boolean busy;
    private boolean stopped;

    /** What the loop needs of the network. */
    interface Line {
        ChannelFuture connect(Dialler from);

        /** Connected, or banned and not to be dialled now. */
        boolean connected(PublicKey peer);

        boolean banned(PublicKey peer);
    }

    DialLoop(PeerAddress address, NetworkLimits limits, EventLoop loop, Line line) {
        this.address = address;
        this.limits = limits;
        this.loop = loop;
        this.line = line;
        this.known = address.expected();
    }

    @Override
    public PeerAddress address() {
        return address;
    }

    void start() {
        run(this::dial);
    }

    void stop() {
        run(() -> stopped = true);
    }

    /** Where a certain key is expected, no other is remembered. */
    @Override
    public void met(PublicKey peer) {
        if (address.expected().isEmpty()) {
            run(() -> known = Optional.of(peer));
        }
    }

    @Override
    public void metSelf() {
        stop();
        LOG.warn("event=dial-stopped address={} code={} reason={}", address, PeerError.SELF.code(), "own-address");
    }

    /** A connection to some peer ended: wakes the loop where it is this one's and the loop rests. */
    void peerGone(PublicKey peer) {
        run(() -> {
            if (!busy && known.isPresent() && known.get().equals(peer)) {
                dial();
            }
        });
    }

    /** After the network closed there is no thread left, and nothing to dial. */
    private void run(Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException e) {
            LOG.debug("event=dial-ended address={}", address);
        }
    }

    private void dial() {
        if (stopped || busy || (known.isPresent() && line.connected(known.get()))) {
            return;
        }
        busy = true;
        if (known.isPresent() && line.banned(known.get())) {
            again(limits.maxBackoff().toMillis());
            return;
        }
        var _ = line.connect(this).addListener((ChannelFuture connecting) -> {
            if (connecting.isSuccess()) {
                Channel channel = connecting.channel();
                long since = System.nanoTime();
                var _ = channel.closeFuture().addListener(closed -> run(() -> ended(System.nanoTime() - since)));
            } else {
                run(() -> unreachable(connecting.cause()));
            }
        });
    }

    private void ended(long livedNanos) {
        failures = livedNanos >= STEADY_NANOS ? 0 : failures + 1;
        again(pauseMillis());
    }

    private void unreachable(Throwable cause) {
        failures++;
        if (failures == 1) {
            LOG.info(
                    "event=dial-failed address={} code={} reason=\"{}\"",
                    address,
                    PeerError.UNREACHABLE.code(),
                    cause.getMessage());
        }
        again(pauseMillis());
    }

    private void again(long millis) {
        if (!stopped && !loop.isShuttingDown()) {
            var _ = loop.schedule(
                    () -> {
                        busy = false;
                        dial();
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** 0 after a steady connection, then first, 2 first, 4 first… up to the longest. */
    private long pauseMillis() {
        if (failures == 0) {
            return 0;
        }
        long pause = limits.firstBackoff().toMillis() << Math.min(failures - 1, 20);
        return Math.min(pause, limits.maxBackoff().toMillis());
    }
}
