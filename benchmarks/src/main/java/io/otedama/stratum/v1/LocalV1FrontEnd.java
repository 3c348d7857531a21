package io.otedama.stratum.v1;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.otedama.security.AddressVerdict;
import io.otedama.session.FrontEnd;
import io.otedama.session.MinerIngress;
import io.otedama.spi.ComponentHealth;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.StratumLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server's connections and event loops over Netty's local transport: everything that a session costs, but the socket.
 * Every connection counts as coming from an address of its own. Attach, start, close as any front end.
 */
public final class LocalV1FrontEnd implements FrontEnd {
    private static final String NAME = "stratum-local";
    private static final long CLOSE_SECONDS = 20;

    private final LocalAddress address = new LocalAddress(LocalV1FrontEnd.class);
    private final StratumLimits limits;
    private final EventLoopGroup group;
    private final ConnectionGate gate;
    private final AtomicInteger accepted = new AtomicInteger();
    private @Nullable MinerIngress ingress;
    private @Nullable V1Service service;

    /**
     * @param threads that serve connections
     */
    public LocalV1FrontEnd(StratumLimits limits, int threads) {
        this.limits = limits;
        this.gate = new ConnectionGate(limits, List.of());
        this.group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(NAME, true), LocalIoHandler.newFactory());
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Where clients of the local transport connect to. */
    public LocalAddress address() {
        return address;
    }

    /** Connections open now. */
    public int connections() {
        return gate.open();
    }

    @Override
    public void attach(MinerIngress engine) {
        ingress = engine;
    }

    @Override
    public void start() {
        MinerIngress engine = Objects.requireNonNull(ingress, "attached before it is started");
        List<EventLoop> loops = new ArrayList<>();
        group.forEach(executor -> loops.add((EventLoop) executor));
        V1Service started = new V1Service(ServerTerms.of(limits, engine, gate), loops);
        service = started;
        started.start();
        new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(started, channel);
                    }
                })
                .bind(address)
                .syncUninterruptibly();
    }

    private void accept(V1Service to, Channel channel) {
        InetAddress from = addressOf(accepted.incrementAndGet());
        if (gate.enter(from) != AddressVerdict.ADMITTED) {
            throw new IllegalStateException("more connections than the limits allow");
        }
        to.serve(channel, from);
    }

    /** 10.0.0.0/8, one address after the other. */
    private static InetAddress addressOf(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public void drain() {
        // whoever measures stops connecting
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public ComponentHealth health() {
        return ComponentHealth.up(NAME, gate.open() + " connections");
    }
}
