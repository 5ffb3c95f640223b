package io.gradchain.node.rpc;

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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's one local port: JSON-RPC by POST, pages by GET. */
public final class RpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 16 << 10;

    private final RpcConfig config;
    private final RpcDispatcher dispatcher;
    private final Pages pages;
    private final AtomicInteger connections = new AtomicInteger();
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("rpc-io", true), NioIoHandler.newFactory());
    private final ThreadPoolExecutor pool;
    private volatile Optional<Channel> listening = Optional.empty();

    public RpcServer(RpcConfig config, RpcMethods methods, Pages pages) {
        this.config = config;
        this.dispatcher = new RpcDispatcher(methods);
        this.pages = pages;
        this.pool = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.maxWaiting()),
                new DefaultThreadFactory("rpc", true));
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
        int open = connections.incrementAndGet();
        var _ = channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (open > config.maxConnections()) {
            var _ = channel.close();
            return;
        }
        RequestDeadline deadline = new RequestDeadline(config.request());
        channel.pipeline()
                .addLast(deadline)
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)))
                .addLast(new BodyLimit())
                .addLast(new FlowControlHandler())
                .addLast(new RpcHttpHandler(config, dispatcher, pages, pool, deadline));
    }

    /** Stops listening and waits up to 5 s for the calls that run: afterwards no method touches the node. */
    @Override
    public void close() {
        // Before the threads stop: an accept in the middle of their end leaves the socket open, and the port taken.
        listening.ifPresent(channel -> {
            var _ = channel.close().awaitUninterruptibly();
        });
        var _ = group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("event=rpc-close-timeout running={}", pool.getActiveCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
