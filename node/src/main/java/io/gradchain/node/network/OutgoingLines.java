package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.noise.TransportKeys;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

/** Opens outgoing connections and takes them through the handshake. */
final class OutgoingLines implements DialLoop.Line {
    private final EventLoopGroup group;
    private final HandshakeIdentity identity;
    private final NetworkLimits limits;
    private final PeerTable table;
    private final Discipline discipline;
    private final Arrivals arrivals;

    /** Where they go after the handshake. */
    interface Arrivals {
        void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys, Dialler from);

        void failed(Channel channel, PeerError reason, boolean byPeer);
    }

    OutgoingLines(
            EventLoopGroup group,
            HandshakeIdentity identity,
            NetworkLimits limits,
            PeerTable table,
            Discipline discipline,
            Arrivals arrivals) {
        this.group = group;
        this.identity = identity;
        this.limits = limits;
        this.table = table;
        this.discipline = discipline;
        this.arrivals = arrivals;
    }

    @Override
    public ChannelFuture connect(Dialler from) {
        int millis = (int) limits.handshake().toMillis();
        return new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(new HandshakeHandler(
                        () -> new PeerHandshake(identity, true), true, limits.handshake(), new Dialled(from)))
                .connect(from.address().host(), from.address().port());
    }

    @Override
    public boolean connected(PublicKey peer) {
        return table.find(peer).isPresent();
    }

    @Override
    public boolean banned(PublicKey peer) {
        return discipline.banned(peer);
    }

    private final class Dialled implements HandshakeHandler.Outcome {
        private final Dialler from;

        Dialled(Dialler from) {
            this.from = from;
        }

        @Override
        public boolean mayBegin() {
            return true;
        }

        @Override
        public void done(ChannelHandlerContext context, PublicKey peer, TransportKeys keys) {
            from.met(peer);
            arrivals.done(context, peer, keys, from);
        }

        @Override
        public void failed(ChannelHandlerContext context, PeerError reason, boolean byPeer) {
            if (reason == PeerError.SELF) {
                from.metSelf();
            }
            arrivals.failed(context.channel(), reason, byPeer);
        }
    }
}
