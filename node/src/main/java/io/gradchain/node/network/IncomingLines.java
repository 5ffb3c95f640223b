package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.NetGroup;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Accepts connections and takes them through the handshake, where there is a place for them. */
final class IncomingLines {
    /** Of an address whose handshakes fail; 10 within a few seconds ban it. */
    private static final int HANDSHAKE_POINTS = 10;

    private final HandshakeIdentity identity;
    private final NetworkLimits limits;
    private final Discipline discipline;
    private final HandshakeSlots slots;
    private final Arrivals arrivals;

    /** Where they go after the handshake. */
    interface Arrivals {
        void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys);

        void failed(Channel channel, PeerError reason, boolean byPeer);
    }

    IncomingLines(HandshakeIdentity identity, NetworkLimits limits, Discipline discipline, Arrivals arrivals) {
        this.identity = identity;
        this.limits = limits;
        this.discipline = discipline;
        this.slots = new HandshakeSlots(limits);
        this.arrivals = arrivals;
    }

    /** Waits until the system has given the port or refused it. */
    ChannelFuture listen(EventLoopGroup group, InetSocketAddress at) {
        return new ServerBootstrap()
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
                .bind(at)
                .awaitUninterruptibly();
    }

    private void accept(SocketChannel channel) {
        InetAddress address = channel.remoteAddress().getAddress();
        if (discipline.banned(address)) {
            refuse(channel, PeerError.BANNED);
            return;
        }
        switch (slots.take(channel, NetGroup.of(address))) {
            case HandshakeSlots.Place.None() -> refuse(channel, PeerError.HANDSHAKES_FULL);
            case HandshakeSlots.Place.Taken(Optional<Channel> instead) -> {
                instead.ifPresent(oldest -> refuse(oldest, PeerError.HANDSHAKES_FULL));
                var _ = channel.closeFuture().addListener(closed -> slots.leave(channel));
                channel.pipeline()
                        .addLast(new HandshakeHandler(
                                () -> new PeerHandshake(identity, false), false, limits.handshake(), new Accepted()));
            }
        }
    }

    private void refuse(Channel channel, PeerError reason) {
        arrivals.failed(channel, reason, false);
        var _ = channel.close();
    }

    /** Connections that are not authenticated yet. */
    int handshaking() {
        return slots.size();
    }

    /** An inbound connection before it has a name. */
    private final class Accepted implements HandshakeHandler.Outcome {
        @Override
        public boolean mayBegin() {
            return slots.mayWork();
        }

        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys) {
            slots.leave(context.channel());
            arrivals.done(context, peer, keys);
        }

        @Override
        public void failed(ChannelHandlerContext context, PeerError reason, boolean byPeer) {
            slots.leave(context.channel());
            arrivals.failed(context.channel(), reason, byPeer);
            boolean abuse = reason == PeerError.BAD_HANDSHAKE || reason == PeerError.HANDSHAKE_TIMEOUT;
            if (abuse && !byPeer && context.channel().remoteAddress() instanceof InetSocketAddress remote) {
                discipline.blame(remote.getAddress(), HANDSHAKE_POINTS, reason.code() + " " + reason.summary());
            }
        }
    }
}
