package io.gradchain.node;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A peer with a key and an honest handshake that sends whatever it likes, as fast as it is read. */
final class HostilePeer implements PeerHandler, AutoCloseable {
    private final Node victim;
    private final PeerNetwork network;
    private final CompletableFuture<PublicKey> connected = new CompletableFuture<>();
    private final CompletableFuture<PeerError> ended = new CompletableFuture<>();
    private volatile boolean stopped;

    HostilePeer(Node victim) throws Exception {
        this.victim = victim;
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        PeerAddress address = PeerAddress.of("127.0.0.1", victim.peerAddress().getPort());
        this.network = new PeerNetwork(
                NetworkConfig.of(
                        any,
                        KeyPair.generate(new Ed25519()),
                        victim.config().spec().chainId(),
                        victim.config().spec().hash(),
                        List.of(address)),
                this);
        if (!(network.start() instanceof PeerNetwork.Start.Listening)) {
            throw new AssertionError("no port");
        }
        connected.get(10, TimeUnit.SECONDS);
    }

    /** Sends these again and again, in a thread of its own, until it is closed or thrown out. */
    Thread flood(MessageKind kind, List<byte[]> bodies) {
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; !stopped && !ended.isDone(); i++) {
                byte[] body = bodies.get(i % bodies.size());
                if (network.send(victim.identity().publicKey(), kind, body) != SendOutcome.QUEUED) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });
    }

    /** Why the victim ended the first connection. */
    PeerError ended(long seconds) throws Exception {
        return ended.get(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void connected(PeerInfo peer) {
        connected.complete(peer.key());
    }

    @Override
    public void disconnected(PublicKey peer, PeerError reason) {
        ended.complete(reason);
    }

    @Override
    public boolean received(PublicKey from, MessageKind kind, byte[] body) {
        return true;
    }

    @Override
    public void requested(PublicKey from, byte[] body, Answer answer) {
        answer.decline();
    }

    @Override
    public void close() {
        stopped = true;
        network.close();
    }
}
