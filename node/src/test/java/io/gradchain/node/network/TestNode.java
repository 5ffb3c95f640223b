package io.gradchain.node.network;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real peer network on a free port of the loopback whose handler writes down what happens. */
final class TestNode implements PeerHandler, AutoCloseable {
    static final Hash CHAIN = Hash.fromHex("11".repeat(32));
    static final NetworkLimits LIMITS =
            NetworkLimits.DEFAULT.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

    /** One call of the handler. */
    record Happened(String what, PublicKey peer, byte[] body) {}

    final KeyPair identity;
    final PeerNetwork network;
    final InetSocketAddress address;
    final BlockingQueue<Happened> happened = new LinkedBlockingQueue<>();
    final AtomicInteger busy = new AtomicInteger();
    volatile boolean declines;

    TestNode(
            int seed,
            Hash chain,
            NetworkLimits limits,
            InetSocketAddress listen,
            LinkShaper shaper,
            PeerAddress... dial) {
        this(seed, chain, limits, listen, shaper, Optional.empty(), dial);
    }

    private TestNode(
            int seed,
            Hash chain,
            NetworkLimits limits,
            InetSocketAddress listen,
            LinkShaper shaper,
            Optional<Path> book,
            PeerAddress... dial) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        identity = KeyPair.fromSeed(new Ed25519(), bytes);
        network = new PeerNetwork(
                new NetworkConfig(listen, identity, 7, chain, List.of(dial), limits, shaper, book), this);
        PeerNetwork.Start start = network.start();
        if (!(start instanceof PeerNetwork.Start.Listening listening)) {
            throw new AssertionError(start.toString());
        }
        address = listening.address();
    }

    static TestNode of(int seed, PeerAddress... dial) {
        return new TestNode(seed, CHAIN, LIMITS, anyPort(), LinkShaper.PASS, dial);
    }

    /** One that finds more peers by itself. */
    static TestNode withBook(int seed, Path file, PeerAddress... dial) {
        return new TestNode(seed, CHAIN, LIMITS, anyPort(), LinkShaper.PASS, Optional.of(file), dial);
    }

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    PublicKey key() {
        return identity.publicKey();
    }

    PeerAddress dialled() {
        return PeerAddress.of("127.0.0.1", address.getPort());
    }

    /** The next event, which must be {@code what}; fails after 5 s. */
    Happened expect(String what) throws InterruptedException {
        Happened next = happened.poll(5, TimeUnit.SECONDS);
        if (next == null || !next.what().equals(what)) {
            throw new AssertionError("expected " + what + " but got " + (next == null ? "nothing" : next.what()));
        }
        return next;
    }

    /** Skips events until {@code what}; fails after 5 s without one. */
    Happened await(String what) throws InterruptedException {
        while (true) {
            Happened next = happened.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("waited in vain for " + what);
            }
            if (next.what().equals(what)) {
                return next;
            }
        }
    }

    @Override
    public void connected(PeerInfo peer) {
        happened.add(new Happened("connected", peer.key(), new byte[0]));
    }

    @Override
    public void disconnected(PublicKey peer, PeerError reason) {
        happened.add(new Happened("disconnected " + reason, peer, new byte[0]));
    }

    @Override
    public boolean received(PublicKey from, MessageKind kind, byte[] body) {
        if (busy.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            return false;
        }
        happened.add(new Happened(kind.name(), from, body));
        return true;
    }

    @Override
    public void requested(PublicKey from, byte[] body, Answer answer) {
        happened.add(new Happened("requested", from, body));
        if (declines) {
            answer.decline();
        } else if (body.length > 0) {
            byte[] much = new byte[body[0] << 20];
            Arrays.fill(much, body[0]);
            answer.answer(much);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
