package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.Client;
import io.gradchain.node.rpc.limit.Clients;
import io.gradchain.node.rpc.limit.HeldBytes;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's one local port: JSON-RPC by POST and by WebSocket at /ws, pages by GET. */
public final class RpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 16 << 10;

    private final RpcConfig config;
    private final Pages pages;
    private final Clients clients;
    private final Connections connections;
    private final HeldBytes memory;
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rpc-io", true), NioIoHandler.newFactory());
    private final CallRunner calls;
    private final SocketDoor sockets;
    private volatile Optional<Channel> listening = Optional.empty();

    /** @param feed what WebSockets may subscribe to, see {@link RpcParams#reader()} */
    public RpcServer(RpcConfig config, RpcMethods methods, Pages pages, Feed feed) {
        RpcSettings settings = config.settings();
        this.config = config;
        this.pages = pages;
        this.clients = new Clients(settings.connections().perAddress(), settings.calls());
        this.connections = new Connections(settings.connections().all());
        this.memory = new HeldBytes(settings.connections().heldBytes());
        this.calls = new CallRunner(settings.calls(), methods, new WaitingCalls(clients), group);
        this.sockets = new SocketDoor(settings.sockets(), calls, feed);
    }

    /** How {@link #start} ended. */
    public sealed interface Start {
        /** @param address with the port the system chose where 0 was asked for */
        record Listening(InetSocketAddress address) implements Start {}

        record Failed(RpcError error) implements Start {}
    }

    public Start start() {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
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
            String words = config.listen() + ": " + bound.cause().getMessage();
            return new Start.Failed(RpcErrorCode.LISTEN_FAILED.with(words));
        }
        listening = Optional.of(bound.channel());
        InetSocketAddress address = (InetSocketAddress) bound.channel().localAddress();
        LOG.info("event=rpc-listening address={}", address);
        return new Start.Listening(address);
    }

    private void accept(SocketChannel channel) {
        Optional<Client> client = clients.connect(channel.remoteAddress().getAddress(), System.nanoTime());
        if (client.isEmpty()) {
            var _ = channel.close();
            return;
        }
        var _ = channel.closeFuture().addListener(closed -> {
            clients.disconnect(client.get());
            connections.left(channel);
        });
        if (!connections.admit(channel)) {
            var _ = channel.close();
            return;
        }
        RpcConnection connection =
                new RpcConnection(config.settings().connections(), connections, memory, client.get());
        channel.pipeline()
                .addLast(connection)
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)))
                .addLast(new BodyLimit())
                .addLast(new FlowControlHandler())
                .addLast(new RpcHttpHandler(config, calls, pages, sockets, connection));
    }

    /** Bytes of requests and answers in memory, at most what the settings say. */
    public long heldBytes() {
        return memory.held();
    }

    /** Stops listening and waits up to 5 s for the calls that run: afterwards no method touches the node. */
    @Override
    public void close() {
        // Before the threads stop: an accept in the middle of their end leaves the socket open, and the port taken.
        listening.ifPresent(channel -> {
            var _ = channel.close().awaitUninterruptibly();
        });
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        calls.close();
    }
}
