package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peer-to-peer network of one node: listens, dials, and keeps one authenticated connection to each peer. */
public final class PeerNetwork implements Peers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerNetwork.class);
    private static final int THREADS = 2;
    /** Failed handshakes logged in one second: a flood of strangers must not fill the disk. */
    private static final int LOGGED_STRANGERS = 10;

    private final NetworkConfig config;
    private final PeerHandler handler;
    private final HandshakeIdentity identity;
    private final PeerTable table;
    private final PeerScores scores;
    private final TokenBucket strangerLog = new TokenBucket(LOGGED_STRANGERS, System.nanoTime());
    private final AtomicInteger handshaking = new AtomicInteger();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("peers", true), NioIoHandler.newFactory());
    private final List<DialLoop> dials;
    private volatile Optional<Channel> listening = Optional.empty();

    public PeerNetwork(NetworkConfig config, PeerHandler handler) {
        this.config = config;
        this.handler = handler;
        this.identity = new HandshakeIdentity(config.identity(), config.chainId(), config.chainSpec());
        this.table = new PeerTable(identity.publicKey(), config.limits(), handler);
        this.scores = new PeerScores(config.limits().ban());
        Dialling line = new Dialling();
        this.dials = config.dial().stream()
                .map(address -> new DialLoop(address, config.limits(), group.next(), line))
                .toList();
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
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 128)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel);
                    }
                })
                .bind(config.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String words = bound.cause().getMessage();
            return new Start.Failed(PeerError.LISTEN_FAILED, config.listen() + ": " + words);
        }
        listening = Optional.of(bound.channel());
        InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
        LOG.info("event=listening address={} key={}", address, identity.publicKey());
        dials.forEach(DialLoop::start);
        return new Start.Listening(address);
    }

    private void accept(SocketChannel channel) {
        if (handshaking.incrementAndGet() > config.limits().maxHandshakes()) {
            handshaking.decrementAndGet();
            stranger(channel, PeerError.TOO_MANY_PEERS, false);
            var _ = channel.close();
            return;
        }
        Accepted accepted = new Accepted();
        var _ = channel.closeFuture().addListener(closed -> accepted.release());
        PeerHandshake handshake = new PeerHandshake(identity, false);
        channel.pipeline()
                .addLast(new HandshakeHandler(handshake, false, config.limits().handshake(), accepted));
    }

    /** Puts frames in the place of the handshake, and the connection among the peers or out again. */
    private void install(ChannelHandlerContext context, PublicKey peer, TransportKeys keys, Optional<DialLoop> dial) {
        PeerConnection connection = new PeerConnection(context.channel(), peer, dial.isEmpty(), config, handler);
        long silence = config.limits().silence().toMillis();
        context.pipeline()
                .addLast(new IdleStateHandler(silence, silence / 3, 0, TimeUnit.MILLISECONDS))
                .addLast(new FrameEncoder(keys.send()))
                .addLast(new FrameDecoder(keys.receive(), connection))
                .addLast(connection);
        Optional<PeerError> refused = refusal(peer, dial).or(() -> table.admit(connection));
        if (refused.isPresent()) {
            log("peer-refused", connection, refused.get());
            connection.close(refused.get());
            return;
        }
        log("peer-connected", connection, Optional.<PeerError>empty());
        var _ = context.channel().closeFuture().addListener(closed -> {
            if (table.remove(connection)) {
                log("peer-disconnected", connection, connection.reason());
                dials.forEach(loop -> loop.peerGone(peer));
            }
        });
    }

    private Optional<PeerError> refusal(PublicKey peer, Optional<DialLoop> dial) {
        if (scores.banned(peer, System.nanoTime())) {
            return Optional.of(PeerError.BANNED);
        }
        boolean other = dial.flatMap(loop -> loop.address().expected())
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
        boolean ban = scores.penalise(peer, points, System.nanoTime());
        LOG.warn(
                "event={} peer={} points={} reason=\"{}\"",
                ban ? "peer-banned" : "peer-penalised",
                peer,
                points,
                reason);
        if (ban) {
            table.find(peer).ifPresent(connection -> connection.close(PeerError.MISBEHAVED));
        }
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
        // The threads close what is open before they write what is queued: the goodbyes must be out first.
        table.closeAll(PeerError.SHUTDOWN).forEach(closed -> {
            var _ = closed.awaitUninterruptibly(PeerConnection.GOODBYE_MILLIS);
        });
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void stranger(Channel channel, PeerError reason, boolean byPeer) {
        synchronized (strangerLog) {
            if (!strangerLog.tryTake(1, System.nanoTime())) {
                return;
            }
        }
        LOG.info(
                "event=handshake-failed address={} code={} by={} reason=\"{}\"",
                channel.remoteAddress(),
                reason.code(),
                byPeer ? "peer" : "us",
                reason.summary());
    }

    private static void log(String event, PeerConnection peer, PeerError reason) {
        log(event, peer, Optional.of(reason));
    }

    private static void log(String event, PeerConnection peer, Optional<PeerError> reason) {
        LOG.info(
                "event={} peer={} address={} inbound={}{}",
                event,
                peer.key(),
                peer.info().address(),
                peer.inbound(),
                reason.map(why -> " code=" + why.code() + " reason=\"" + why.summary() + "\"")
                        .orElse(""));
    }

    /** An inbound connection before it has a name. */
    private final class Accepted implements HandshakeHandler.Outcome {
        private final AtomicBoolean released = new AtomicBoolean();

        /** Also called when the channel closes, which may be before it was ever active. */
        void release() {
            if (released.compareAndSet(false, true)) {
                handshaking.decrementAndGet();
            }
        }

        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys) {
            release();
            install(context, peer, keys, Optional.empty());
        }

        @Override
        public void failed(ChannelHandlerContext context, PeerError reason, boolean byPeer) {
            release();
            stranger(context.channel(), reason, byPeer);
        }
    }

    /** Opens outgoing connections for the dial loops. */
    private final class Dialling implements DialLoop.Line {
        @Override
        public ChannelFuture connect(PeerAddress address, DialLoop from) {
            return new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            config.limits().handshake().toMillis())
                    .handler(new HandshakeHandler(
                            new PeerHandshake(identity, true),
                            true,
                            config.limits().handshake(),
                            new Dialled(from)))
                    .connect(address.host(), address.port());
        }

        @Override
        public boolean connected(PublicKey peer) {
            return table.find(peer).isPresent();
        }

        @Override
        public boolean banned(PublicKey peer) {
            return scores.banned(peer, System.nanoTime());
        }
    }

    private final class Dialled implements HandshakeHandler.Outcome {
        private final DialLoop from;

        Dialled(DialLoop from) {
            this.from = from;
        }

        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys) {
            from.met(peer);
            install(context, peer, keys, Optional.of(from));
        }

        @Override
        public void failed(ChannelHandlerContext context, PeerError reason, boolean byPeer) {
            if (reason == PeerError.SELF) {
                from.metSelf();
            }
            stranger(context.channel(), reason, byPeer);
        }
    }
}
