package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.AddressBook;
import io.gradchain.node.network.book.BookAddress;
import io.gradchain.node.network.book.BookFile;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer-to-peer network of one node: listens, dials, and keeps one authenticated connection to each peer. */
public final class PeerNetwork implements Peers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
    private static final int THREADS = 2;
    /** Lines about connections logged in one second: a flood of them must not fill the disk. */
    private static final int LOGGED_CONNECTIONS = 20;

    private final NetworkConfig config;
    private final PeerHandler handler;
    private final HandshakeIdentity identity;
    private final PeerTable table;
    private final NetworkMeter meter = new NetworkMeter();
    private final Discipline discipline;
    private final Reconnects reconnects = new Reconnects();
    private final TokenBucket connectionLog = new TokenBucket(LOGGED_CONNECTIONS, System.nanoTime());
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("peers", true), NioIoHandler.newFactory());
    private final List<DialLoop> dials;
    private final IncomingLines incoming;
    private final OutgoingLines line;
    private final Home home = new Home();
    private final Optional<Discovery> discovery;
    private volatile Optional<Channel> listening = Optional.empty();

    public PeerNetwork(NetworkConfig config, PeerHandler handler) {
        this.config = config;
        this.handler = handler;
        this.identity = new HandshakeIdentity(config.identity(), config.chainId(), config.chainSpec());
        this.table = new PeerTable(identity.publicKey(), config.limits(), handler);
        this.discipline = new Discipline(config.limits(), meter);
        this.incoming = new IncomingLines(identity, config.limits(), discipline, new Visitors());
        this.line = new OutgoingLines(group, identity, config.limits(), table, discipline, new Arrivals());
        this.dials = config.dial().stream()
                .map(address -> new DialLoop(address, config.limits(), group.next(), line))
                .toList();
        this.discovery = config.book()
                .map(file -> new Discovery(
                        config.limits(),
                        identity.publicKey(),
                        new BookFile(file),
                        Arrays.copyOf(HandshakeIdentity.freshKey().publicPoint(), AddressBook.SECRET_BYTES),
                        new BookLines(
                                identity.publicKey(), table, discipline, line, dials, this::dialEnded, this::ownPort)));
    }

    /** How {@link #start} ended. */
    public sealed interface Start {
        /** @param address with the port the system chose where 0 was asked for */
        record Listening(InetSocketAddress address) implements Start {}

        /** @param detail the address and the system's words */
        record Failed(PeerError error, String detail) implements Start {}
    }

    /** Listens and begins to dial; after a failure there is nothing but {@link #close}. */
    public Start start() {
        ChannelFuture bound = incoming.listen(group, config.listen());
        if (!bound.isSuccess()) {
            String words = bound.cause().getMessage();
            return new Start.Failed(PeerError.LISTEN_FAILED, config.listen() + ": " + words);
        }
        listening = Optional.of(bound.channel());
        InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
        LOG.info("event=listening address={} key={}", address, identity.publicKey());
        dials.forEach(DialLoop::start);
        discovery.ifPresent(Discovery::start);
        return new Start.Listening(address);
    }

    /** Puts frames in the place of the handshake, and the connection among the peers or out again. */
    private void install(ChannelHandlerContext context, PublicKey peer, TransportKeys keys, Optional<Dialler> dial) {
        meter.handshakes.increment();
        PeerConnection connection =
                new PeerConnection(context.channel(), peer, dial.isEmpty(), config, handler, home, meter);
        context.pipeline()
                .addLast(new FrameEncoder(keys.send()))
                .addLast(new FrameDecoder(keys.receive(), connection))
                .addLast(connection);
        Optional<PeerError> refused = refusal(peer, dial).or(() -> table.admit(connection));
        if (refused.isPresent()) {
            log("peer-refused", connection, refused);
            meter.ended(refused.get());
            connection.close(refused.get());
            return;
        }
        log("peer-connected", connection, Optional.empty());
        var _ = context.channel().closeFuture().addListener(closed -> gone(connection));
        if (dial.isPresent()) {
            discovery.ifPresent(known -> address(connection).ifPresent(known::connected));
            discovery.ifPresent(known -> connection.askAddresses(ownPort()));
        } else if (reconnects.isTooSoon(peer, System.nanoTime())) {
            penalise(peer, Reconnects.POINTS, PeerError.RECONNECTS.code() + " " + PeerError.RECONNECTS.summary());
        }
    }

    private void gone(PeerConnection connection) {
        boolean current = table.remove(connection);
        meter.ended(connection.reason());
        if (!connection.inbound()) {
            discovery.ifPresent(known -> known.gone(connection.key()));
        }
        if (current) {
            log("peer-disconnected", connection, Optional.of(connection.reason()));
            dials.forEach(loop -> loop.peerGone(connection.key()));
        }
    }

    private void dialEnded(OneDial dial) {
        discovery.ifPresent(known -> known.dialEnded(dial.book(), dial.isProven()));
    }

    private int ownPort() {
        return listening
                .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
                .orElse(0);
    }

    /** Where an outgoing connection leads to. */
    private static Optional<BookAddress> address(PeerConnection connection) {
        return connection.remote().map(at -> new BookAddress(at.getAddress(), at.getPort(), connection.key()));
    }

    private Optional<PeerError> refusal(PublicKey peer, Optional<Dialler> dial) {
        if (discipline.banned(peer)) {
            return Optional.of(PeerError.BANNED);
        }
        boolean other = dial.flatMap(dialler -> dialler.address().expected())
                .filter(expected -> !expected.equals(peer))
                .isPresent();
        return other ? Optional.of(PeerError.UNEXPECTED_KEY) : Optional.empty();
    }

    @Override
    public SendOutcome send(PublicKey peer, MessageKind kind, byte[] body) {
        return table.find(peer).map(to -> to.send(kind, body)).orElse(SendOutcome.NOT_CONNECTED);
    }

    @Override
    public int broadcast(MessageKind kind, byte[] body) {
        return broadcastExcept(identity.publicKey(), kind, body);
    }

    @Override
    public int broadcastExcept(PublicKey except, MessageKind kind, byte[] body) {
        int queued = 0;
        for (PeerConnection peer : table.all()) {
            if (!peer.key().equals(except) && peer.send(kind, body) == SendOutcome.QUEUED) {
                queued++;
            }
        }
        return queued;
    }

    @Override
    public CompletableFuture<Reply> request(PublicKey peer, byte[] body, Duration timeout) {
        return table.find(peer)
                .map(to -> to.request(body, timeout))
                .orElseGet(() -> CompletableFuture.completedFuture(new Reply.Failed(PeerError.NOT_CONNECTED)));
    }

    @Override
    public List<PeerInfo> peers() {
        return table.all().stream().map(PeerConnection::info).toList();
    }

    @Override
    public void penalise(PublicKey peer, int points, String reason) {
        Optional<PeerConnection> connection = table.find(peer);
        Optional<InetAddress> address =
                connection.filter(PeerConnection::inbound).flatMap(PeerConnection::host);
        if (discipline.penalise(peer, address, points, reason)) {
            connection.ifPresent(banned -> banned.close(PeerError.MISBEHAVED));
        }
    }

    @Override
    public List<BanInfo> bans() {
        return discipline.bans();
    }

    @Override
    public boolean unban(String who) {
        return who.matches("[0-9a-f]{64}")
                ? discipline.pardon(PublicKey.of(HexFormat.of().parseHex(who)))
                : discipline.pardon(who);
    }

    @Override
    public NetworkCounts counts() {
        return meter.counts();
    }

    /** Connections that are not authenticated yet. */
    int handshaking() {
        return incoming.handshaking();
    }

    /**
     * Says goodbye to all peers and waits for the threads to end, about 2 s at most: afterwards the handler is not called.
     * Not to be called on a network thread, nor with a lock the handler takes.
     */
    @Override
    public void close() {
        // Before the threads stop: an accept in the middle of their end leaves the socket open, and the port taken.
        listening.ifPresent(channel -> {
            var _ = channel.close().awaitUninterruptibly();
        });
        dials.forEach(DialLoop::stop);
        discovery.ifPresent(Discovery::close);
        // The threads close what is open before they write what is queued: the goodbyes must be out first.
        table.closeAll(PeerError.SHUTDOWN).forEach(closed -> {
            var _ = closed.awaitUninterruptibly(PeerConnection.GOODBYE_MILLIS);
        });
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void stranger(Channel channel, PeerError reason, boolean byPeer) {
        meter.handshakeFailed(reason);
        if (mayLog()) {
            LOG.info(
                    "event=handshake-failed address={} code={} by={} reason=\"{}\"",
                    channel.remoteAddress(),
                    reason.code(),
                    byPeer ? "peer" : "us",
                    reason.summary());
        }
    }

    private boolean mayLog() {
        synchronized (connectionLog) {
            return connectionLog.tryTake(1, System.nanoTime());
        }
    }

    private void log(String event, PeerConnection peer, Optional<PeerError> reason) {
        if (mayLog()) {
            LOG.info(
                    "event={} peer={} address={} inbound={}{}",
                    event,
                    peer.key(),
                    peer.info().address(),
                    peer.inbound(),
                    reason.map(why -> " code=" + why.code() + " reason=\"" + why.summary() + "\"")
                            .orElse(""));
        }
    }

    /** Incoming connections when their handshake is over. */
    private final class Visitors implements IncomingLines.Arrivals {
        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys) {
            install(context, peer, keys, Optional.empty());
        }

        @Override
        public void failed(Channel channel, PeerError reason, boolean byPeer) {
            stranger(channel, reason, byPeer);
        }
    }

    /** Outgoing connections when their handshake is over. */
    private final class Arrivals implements OutgoingLines.Arrivals {
        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys, Dialler from) {
            install(context, peer, keys, Optional.of(from));
        }

        @Override
        public void failed(Channel channel, PeerError reason, boolean byPeer) {
            stranger(channel, reason, byPeer);
        }
    }

    /** What connections ask of the network. */
    private final class Home implements PeerConnection.Home {
        @Override
        public void penalise(PublicKey peer, int points, String reason) {
            PeerNetwork.this.penalise(peer, points, reason);
        }

        @Override
        public int points(PublicKey peer) {
            return discipline.points(peer);
        }

        @Override
        public List<BookAddress> some() {
            return discovery.map(Discovery::some).orElse(List.of());
        }

        @Override
        public void heard(PublicKey from, InetAddress at, List<BookAddress> told) {
            discovery.ifPresent(known -> known.heard(from, at, told));
        }

        @Override
        public void listens(PublicKey peer, InetAddress at, int port) {
            discovery.ifPresent(known -> known.listens(peer, at, port));
        }
    }
}
