package io.otedama.stratum.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.otedama.error.ConfigurationException;
import io.otedama.security.LogLimiter;
import io.otedama.spi.PoolClock;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stratum V1 for the machines of a farm, Stratum V2 to the pool: encrypted, authenticated, and smaller. Start, close.
 * {@link #localAddress()} and {@link #counts()} may be asked from any thread.
 */
public final class EdgeProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeProxy.class);
    private static final int IDLE_SECONDS = 900;
    private static final long CLOSE_SECONDS = 5;

    private final ProxyConfig config;
    private final ProxyTally tally = new ProxyTally();
    private final LogLimiter log = new LogLimiter(PoolClock.system());
    private final ChannelGroup machines = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable EventLoopGroup group;
    private @Nullable Channel listening;

    public EdgeProxy(ProxyConfig config) {
        this.config = config;
    }

    /**
     * Listens for machines; a pool is connected to when the first of them authorizes.
     *
     * @throws ConfigurationException when the address cannot be used; nothing runs then
     */
    public synchronized void start() {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("edge-proxy", true),
                NioIoHandler.newFactory());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel machine) {
                        accept(machine, loops);
                    }
                })
                .bind(config.listen())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new ConfigurationException(
                    "proxy.listen",
                    "cannot listen on " + config.listen() + ": " + bound.cause().getMessage(),
                    "Choose a free address");
        }
        group = loops;
        listening = bound.channel();
        LOG.info("proxy for {} listens on {}", config.upstreams(), localAddress());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of a connection that never was
    private void accept(Channel machine, EventLoopGroup loops) {
        if (tally.machines.get() >= config.maxMachines()) {
            if (LOG.isWarnEnabled() && log.tryLog()) {
                LOG.warn("more than {} machines: {} is turned away", config.maxMachines(), machine.remoteAddress());
            }
            machine.close();
            return;
        }
        machines.add(machine);
        machine.pipeline()
                .addLast(new IdleStateHandler(IDLE_SECONDS, 0, 0))
                .addLast(new Downstream(
                        machine, config, tally, (user, events) -> new Uplink(config, loops, user, events, log)));
    }

    /**
     * The address in use, with the real port.
     *
     * @throws IllegalStateException when the proxy does not run
     */
    public synchronized InetSocketAddress localAddress() {
        Channel now = listening;
        if (now == null) {
            throw new IllegalStateException("the proxy does not run");
        }
        return (InetSocketAddress) now.localAddress();
    }

    public ProxyCounts counts() {
        return tally.snapshot();
    }

    @Override
    public synchronized void close() {
        Channel now = listening;
        EventLoopGroup loops = group;
        if (now == null || loops == null) {
            return;
        }
        listening = null;
        now.close().awaitUninterruptibly();
        machines.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
