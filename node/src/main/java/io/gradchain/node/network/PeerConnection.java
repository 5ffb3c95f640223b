package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One authenticated connection: its queue, its rates, its open requests, and the reason it ends for. */
final class PeerConnection extends ChannelInboundHandlerAdapter implements FrameDecoder.Taker, Exchanges.Line {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final Verdict TAKEN = new Verdict(true, 0);
    static final long GOODBYE_MILLIS = 500;
    private static final int BROKEN_POINTS = 50;
    /** Of frames received by half so much always has room, whatever the others hold: the largest consensus message. */
    private static final int OWN_SHARE = 1 << 20;

    private final Channel channel;
    private final PublicKey key;
    private final boolean inbound;
    private final NetworkLimits limits;
    private final PeerHandler handler;
    private final Home home;
    private final NetworkMeter meter;
    private final Exchanges exchanges;
    private final Outbox outbox;
    private final Inflow inflow;
    private final AddressTalk addresses;
    private final AtomicReference<PeerError> ended = new AtomicReference<>();
    private Optional<Future<?>> watching = Optional.empty();
    private int held;
    private boolean paused;
    private long lastHeard = System.nanoTime();
    private volatile Sample sample = new Sample(0, System.nanoTime());

    /** What a connection needs of its network. */
    interface Home extends AddressTalk.Directory {
        void penalise(PublicKey peer, int points, String reason);

        int points(PublicKey peer);
    }

    private record Sample(long bytes, long atNanos) {}

    PeerConnection(
            Channel channel,
            PublicKey key,
            boolean inbound,
            NetworkConfig config,
            PeerHandler handler,
            Home home,
            NetworkMeter meter) {
        this.channel = channel;
        this.key = key;
        this.inbound = inbound;
        this.limits = config.limits();
        this.handler = handler;
        this.home = home;
        this.meter = meter;
        this.exchanges = new Exchanges(key, limits, handler, this);
        this.outbox = new Outbox(channel, key, config, meter);
        this.inflow = new Inflow(limits, meter, System.nanoTime());
        this.addresses = new AddressTalk(home);
    }

    PublicKey key() {
        return key;
    }

    boolean inbound() {
        return inbound;
    }

    /** The other end of the socket; empty when it is closed already. */
    Optional<InetAddress> host() {
        return remote().map(InetSocketAddress::getAddress);
    }

    Optional<InetSocketAddress> remote() {
        return channel.remoteAddress() instanceof InetSocketAddress remote ? Optional.of(remote) : Optional.empty();
    }

    PeerInfo info() {
        String address =
                remote().map(at -> at.getHostString() + ":" + at.getPort()).orElse("closed");
        Sample since = sample;
        long received = inflow.receivedBytes();
        double seconds = Math.max(1, (System.nanoTime() - since.atNanos()) / 1e9);
        return new PeerInfo(
                key,
                address,
                inbound,
                received,
                outbox.sentBytes(),
                outbox.queuedBytes(),
                (long) ((received - since.bytes()) / seconds),
                home.points(key));
    }

    /** Why it ended; {@link PeerError#CLOSED_BY_PEER} where nobody said. */
    PeerError reason() {
        PeerError reason = ended.get();
        return reason == null ? PeerError.CLOSED_BY_PEER : reason;
    }

    SendOutcome send(MessageKind kind, byte[] body) {
        if (body.length > kind.maxBytes()) {
            return SendOutcome.TOO_LARGE;
        }
        return queue(new Frame(kind.frame(), body), kind == MessageKind.CONSENSUS);
    }

    CompletableFuture<Reply> request(byte[] body, Duration timeout) {
        return exchanges.request(body, timeout);
    }

    /** Asks for addresses and tells where this node listens. */
    void askAddresses(int ownPort) {
        queue(addresses.ask(ownPort), false);
    }

    /** Consensus goes on up to the hard limit and then ends the connection: a validator that misses votes must know. */
    @Override
    public SendOutcome queue(Frame frame, boolean urgent) {
        if (ended.get() != null) {
            return SendOutcome.NOT_CONNECTED;
        }
        Optional<PeerError> full = outbox.put(frame, urgent);
        if (urgent) {
            full.ifPresent(this::close);
        }
        return full.isPresent() ? SendOutcome.QUEUE_FULL : SendOutcome.QUEUED;
    }

    /** Where the network is closed already, its connections are too and nothing is left to do later. */
    @Override
    public void later(Runnable step, long millis) {
        try {
            var _ = channel.eventLoop().schedule(step, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            exchanges.closeAll();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long third = limits.silence().toMillis() / 3;
        watching = Optional.of(
                context.executor().scheduleAtFixedRate(() -> watch(third), third, third, TimeUnit.MILLISECONDS));
    }

    /** Both directions must move; what stands still because we do not read is not the peer's fault. */
    private void watch(long periodMillis) {
        long now = System.nanoTime();
        long silence = limits.silence().toNanos();
        sample = new Sample(inflow.receivedBytes(), now);
        if (!paused && now - lastHeard > silence) {
            close(PeerError.SILENT_PEER);
        } else if (outbox.isStuck(now, silence)) {
            close(PeerError.SLOW_PEER);
        } else if (ended.get() == null && outbox.isQuiet(now, TimeUnit.MILLISECONDS.toNanos(periodMillis) / 2)) {
            outbox.ping();
        }
    }

    @Override
    public Optional<PeerError> refusal(FrameKind kind) {
        boolean unasked = ((kind == FrameKind.ANSWER || kind == FrameKind.DECLINE) && !exchanges.expectsAnswer())
                || (kind == FrameKind.ADDRESSES && !addresses.expected());
        return unasked ? Optional.of(PeerError.UNASKED) : Optional.empty();
    }

    @Override
    public boolean holds(int bytes) {
        lastHeard = System.nanoTime();
        long sum = meter.held.add((long) bytes - held);
        held = bytes;
        return bytes <= OWN_SHARE || sum <= limits.all().heldBytes();
    }

    @Override
    public void paused(boolean now) {
        paused = now;
        lastHeard = System.nanoTime();
    }

    @Override
    public Verdict take(Frame frame) {
        if (ended.get() != null) {
            return TAKEN;
        }
        long now = System.nanoTime();
        if (inflow.floods(frame.kind(), now)) {
            flooded(frame);
        } else if (!deliver(frame)) {
            return inflow.refused(limits.retry().toNanos());
        }
        return inflow.taken(frame, now);
    }

    /** A request too many is declined, since only who asks waits for it; the rest is dropped and counts as a misdeed. */
    private void flooded(Frame frame) {
        meter.droppedIn.increment();
        if (frame.kind() == FrameKind.REQUEST) {
            exchanges.decline(frame);
        } else {
            home.penalise(key, 1, PeerError.FLOOD.code() + " too many frames of kind " + frame.kind());
        }
    }

    private boolean deliver(Frame frame) {
        byte[] body = frame.body();
        return switch (frame.kind()) {
            case CONSENSUS -> handler.received(key, MessageKind.CONSENSUS, body);
            case TRANSACTION -> handler.received(key, MessageKind.TRANSACTION, body);
            case STATUS -> handler.received(key, MessageKind.STATUS, body);
            case PING -> true;
            case GOODBYE -> {
                ended.compareAndSet(
                        null,
                        body.length == 1
                                ? PeerError.of(body[0]).orElse(PeerError.CLOSED_BY_PEER)
                                : PeerError.CLOSED_BY_PEER);
                var _ = channel.close();
                yield true;
            }
            case ASK_ADDRESSES, ADDRESSES -> {
                switch (addresses.take(frame, key, host())) {
                    case AddressTalk.Outcome.Say(Frame answer) -> queue(answer, false);
                    case AddressTalk.Outcome.Heard heard -> {}
                    case AddressTalk.Outcome.Broken(PeerError reason) -> violated(reason);
                }
                yield true;
            }
            case REQUEST, ANSWER, DECLINE -> {
                if (!exchanges.take(frame)) {
                    violated(PeerError.BAD_RECORD);
                }
                yield true;
            }
        };
    }

    @Override
    public void broken(PeerError reason) {
        close(reason);
    }

    /** Unlike broken bytes, which anybody on the way can make, this is the peer's own doing. */
    @Override
    public void violated(PeerError reason) {
        close(reason);
        home.penalise(key, BROKEN_POINTS, reason.code() + " " + reason.summary());
    }

    /** Ends the connection and tells the peer why, where it still reads. Only the first reason counts. */
    void close(PeerError reason) {
        if (!ended.compareAndSet(null, reason)) {
            return;
        }
        if (reason == PeerError.SLOW_PEER || reason == PeerError.MEMORY_FULL) {
            var _ = channel.close();
            return;
        }
        byte[] number = {(byte) reason.number()};
        var _ = channel.writeAndFlush(new Frame(FrameKind.GOODBYE, number)).addListener(ChannelFutureListener.CLOSE);
        later(
                () -> {
                    var _ = channel.close();
                },
                GOODBYE_MILLIS);
    }

    /** Done when the connection is closed, at the latest {@link #GOODBYE_MILLIS} after {@link #close}. */
    ChannelFuture closed() {
        return channel.closeFuture();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ended.compareAndSet(null, PeerError.CLOSED_BY_PEER);
        watching.ifPresent(task -> task.cancel(false));
        meter.held.add(-held);
        held = 0;
        exchanges.closeAll();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("event=connection-failed peer={}", key, cause);
        }
        var _ = channel.close();
    }
}
