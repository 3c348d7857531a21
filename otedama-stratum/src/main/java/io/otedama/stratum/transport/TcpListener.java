package io.otedama.stratum.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The listening sockets of one address. With epoll there is one per accept thread, sharing the port, so that a storm of
 * reconnects is accepted by several threads.
 */
public final class TcpListener implements AutoCloseable {
    private static final int MIN_READ_BYTES = 256;
    private static final int FIRST_READ_BYTES = 2_048;

    private final EventLoops loops;
    private final StratumLimits limits;
    private final SocketOptions options;
    private final List<Channel> sockets = new ArrayList<>();

    /**
     * What the sockets are given.
     *
     * @param acceptThreads listening sockets where the port can be shared
     * @param backlog connections that wait to be accepted
     * @param sendBufferBytes the kernel's send buffer per connection, 0 for the system's choice
     */
    public record SocketOptions(int acceptThreads, int backlog, int sendBufferBytes) {}

    public TcpListener(EventLoops loops, StratumLimits limits, SocketOptions options) {
        this.loops = loops;
        this.limits = limits;
        this.options = options;
    }

    /**
     * Listens; each accepted connection gets {@code initializer} on its event loop.
     *
     * @return the address in use, with the real port when 0 was asked for
     * @throws ConfigurationException when the address cannot be used; nothing listens then
     */
    public InetSocketAddress bind(InetSocketAddress address, ChannelHandler initializer) {
        int count = loops.isEpoll() ? options.acceptThreads() : 1;
        try {
            if (count > 1 && address.getPort() != 0) {
                requireFree(address);
            }
            ServerBootstrap bootstrap = bootstrap(initializer, count > 1);
            InetSocketAddress local = bindOnce(bootstrap, address);
            for (int i = 1; i < count; i++) {
                bindOnce(bootstrap, local);
            }
            return local;
        } catch (IOException e) {
            close();
            throw new ConfigurationException(
                    "stratum.listen", "cannot listen on " + address + ": " + e.getMessage(), "Choose a free address");
        }
    }

    /** Sharing a port would hide that another process of this user has it: two pools would split the miners. */
    private static void requireFree(InetSocketAddress address) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        }
    }

    private InetSocketAddress bindOnce(ServerBootstrap bootstrap, InetSocketAddress address) throws IOException {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    bound.cause() == null ? "bind failed" : bound.cause().getMessage(), bound.cause());
        }
        sockets.add(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    private ServerBootstrap bootstrap(ChannelHandler initializer, boolean sharedPort) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.acceptors(), loops.workers())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, options.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(limits.holdOutboundBytes() / 2, limits.holdOutboundBytes() - 1))
                .childHandler(initializer);
        if (sharedPort) {
            bootstrap.option(EpollChannelOption.SO_REUSEPORT, true);
        }
        if (options.sendBufferBytes() > 0) {
            bootstrap.childOption(ChannelOption.SO_SNDBUF, options.sendBufferBytes());
        }
        return bootstrap;
    }

    private static AdaptiveRecvByteBufAllocator readSizes() {
        return new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, StratumLimits.MAX_READ_BYTES);
    }

    /** Accepts no more; connections that exist are left alone. Harmless when repeated. */
    @Override
    public void close() {
        for (Channel socket : sockets) {
            socket.close().awaitUninterruptibly();
        }
        sockets.clear();
    }
}
