package io.gradchain.cli.torture;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.MessageKind;
import io.gradchain.node.network.NetworkConfig;
import io.gradchain.node.network.PeerAddress;
import io.gradchain.node.network.PeerError;
import io.gradchain.node.network.PeerHandler;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.network.PeerNetwork;
import io.gradchain.node.network.SendOutcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** An authenticated peer that sends one message after the other, far above what the protocol allows. */
final class BabblingPeer implements Attacker, PeerHandler {
    private static final long TICK_MILLIS = 10;

    private final String name;
    private final MessageKind kind;
    private final Supplier<byte[]> bodies;
    private final long perTick;
    private final PeerNetwork network;
    private final Thread thread;
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile Optional<PublicKey> victim = Optional.empty();
    private volatile long connectedAt;
    private volatile Optional<Double> thrownOutAfter = Optional.empty();
    private final AtomicInteger returns = new AtomicInteger();
    private final AtomicLong longestReturn = new AtomicLong();
    private volatile boolean closed;

    /**
     * @param perSecond messages
     * @param bodies of the messages, one call each
     */
    BabblingPeer(String name, Target target, MessageKind kind, int perSecond, Supplier<byte[]> bodies) {
        this.name = name;
        this.kind = kind;
        this.bodies = bodies;
        this.perTick = Math.max(1, perSecond * TICK_MILLIS / 1_000);
        this.network = new PeerNetwork(
                NetworkConfig.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        KeyPair.generate(new Ed25519()),
                        target.spec().chainId(),
                        target.spec().hash(),
                        List.of(PeerAddress.of("127.0.0.1", target.peerPort()))),
                this);
        var _ = network.start();
        this.thread = Thread.ofVirtual().name("babble").start(this::babble);
    }

    private void babble() {
        while (!closed) {
            Optional<PublicKey> to = victim;
            for (long i = 0; to.isPresent() && i < perTick && !closed; i++) {
                boolean taken = network.send(to.get(), kind, bodies.get()) == SendOutcome.QUEUED;
                (taken ? queued : dropped).incrementAndGet();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        }
    }

    @Override
    public void connected(PeerInfo peer) {
        connectedAt = System.nanoTime();
        victim = Optional.of(peer.key());
    }

    @Override
    public void disconnected(PublicKey peer, PeerError reason) {
        victim = Optional.empty();
        long nanos = System.nanoTime() - connectedAt;
        if (closed) {
            return;
        }
        if (thrownOutAfter.isEmpty()) {
            thrownOutAfter = Optional.of(nanos / 1e9);
        } else {
            returns.incrementAndGet();
            longestReturn.accumulateAndGet(nanos, Math::max);
        }
    }

    @Override
    public boolean received(PublicKey from, MessageKind message, byte[] body) {
        return true;
    }

    @Override
    public void requested(PublicKey from, byte[] body, Answer answer) {
        answer.decline();
    }

    /** Seconds from the first connection until the node ended it. */
    Optional<Double> thrownOutAfter() {
        return thrownOutAfter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String story() {
        String fate = thrownOutAfter
                .map(seconds -> "thrown out after %.2f s, came back %d times for %.2f s at most"
                        .formatted(seconds, returns.get(), longestReturn.get() / 1e9))
                .orElse(victim.isPresent() ? "never thrown out" : "never let in");
        return "%,d messages put on the wire, %,d had no room; %s".formatted(queued.get(), dropped.get(), fate);
    }

    @Override
    public void close() {
        closed = true;
        network.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
