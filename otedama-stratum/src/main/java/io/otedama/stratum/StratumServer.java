package io.otedama.stratum;

import io.netty.channel.ChannelHandler;
import io.otedama.security.AddressRange;
import io.otedama.session.FrontEnd;
import io.otedama.session.MinerIngress;
import io.otedama.spi.ComponentHealth;
import io.otedama.stratum.loop.Admission;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.EventLoops;
import io.otedama.stratum.transport.TcpListener;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves miners over Stratum V1, and over Stratum V2 when configured. Give it to a pool, or drive it as any {@code
 * PoolComponent}: attach, start, drain, close. {@link #localAddress()} and {@link #health()} may be asked from any thread.
 */
public final class StratumServer implements FrontEnd {
    private static final Logger LOG = LoggerFactory.getLogger(StratumServer.class);

    private final StratumConfig config;
    private @Nullable MinerIngress ingress;
    private volatile @Nullable Running running;
    private volatile boolean draining;

    public StratumServer(StratumConfig config) {
        this.config = config;
    }

    /** What exists while the server runs. */
    private record Running(
            EventLoops loops,
            ConnectionGate gate,
            Services services,
            TcpListener listener,
            InetSocketAddress localAddress,
            @Nullable InetSocketAddress sv2Address) {}

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public synchronized void attach(MinerIngress engine) {
        if (ingress != null) {
            throw new IllegalStateException(name() + " is attached already");
        }
        ingress = engine;
    }

    /**
     * @throws io.otedama.error.ConfigurationException when an address cannot be used; nothing runs then
     */
    @Override
    public synchronized void start() {
        MinerIngress engine = ingress;
        if (engine == null || running != null) {
            throw new IllegalStateException(name() + (engine == null ? " is not attached" : " runs already"));
        }
        EventLoops loops =
                new EventLoops(config.name(), config.acceptThreads(), config.eventLoops(), config.nativeTransport());
        Services services = null;
        try {
            ConnectionGate gate = new ConnectionGate(
                    config.limits(),
                    config.exemptNetworks().stream().map(AddressRange::parse).toList());
            ServerTerms terms = ServerTerms.of(config.limits(), engine, gate);
            services = Services.open(config, terms, loops.loops());
            running = listen(loops, gate, services, new Admission(terms));
            LOG.info("{} listens on {} ({})", name(), running.localAddress(), loops.isEpoll() ? "epoll" : "nio");
        } catch (RuntimeException e) {
            if (services != null) {
                services.close();
            }
            loops.close();
            throw e;
        }
    }

    private Running listen(EventLoops loops, ConnectionGate gate, Services services, Admission admission) {
        TcpListener.SocketOptions options =
                new TcpListener.SocketOptions(config.acceptThreads(), config.backlog(), config.sendBufferBytes());
        TcpListener listener = new TcpListener(loops, config.limits(), options);
        ChannelHandler initializer = admission.initializer(services::welcome);
        InetSocketAddress local = listener.bind(config.listen(), initializer);
        Sv2Config sv2 = config.sv2();
        InetSocketAddress own = sv2 == null ? null : sv2.listen();
        return new Running(
                loops, gate, services, listener, local, own == null ? null : listener.bind(own, initializer));
    }

    /**
     * The address in use, with the real port.
     *
     * @throws IllegalStateException when the server does not run
     */
    public InetSocketAddress localAddress() {
        return running().localAddress();
    }

    /**
     * Where Stratum V2 is spoken: the port of its own when there is one, else that of {@link #localAddress()}.
     *
     * @throws IllegalStateException when the server does not run, or speaks Stratum V1 alone
     */
    public InetSocketAddress sv2Address() {
        InetSocketAddress own = sv2().listen() == null ? null : running().sv2Address();
        return own == null ? localAddress() : own;
    }

    /**
     * The key that miners are given beforehand, to know that this server is who it says.
     *
     * @throws IllegalStateException when the server speaks Stratum V1 alone
     */
    public AuthorityKey authorityKey() {
        return sv2().authority().publicKey();
    }

    private Sv2Config sv2() {
        Sv2Config sv2 = config.sv2();
        if (sv2 == null) {
            throw new IllegalStateException(name() + " speaks Stratum V1 alone");
        }
        return sv2;
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return now;
    }

    /** Connections open now. */
    public int connections() {
        Running now = running;
        return now == null ? 0 : now.gate().open();
    }

    /** Accepts no more connections; those that exist are served on. */
    @Override
    public synchronized void drain() {
        Running now = running;
        if (now != null && !draining) {
            draining = true;
            now.listener().close();
            if (config.reconnectSpreadMillis() > 0) {
                now.services().askToReconnect(config.reconnectSpreadMillis());
            }
        }
    }

    @Override
    public synchronized void close() {
        Running now = running;
        if (now != null) {
            running = null;
            now.listener().close();
            now.services().close();
            now.loops().close();
            LOG.info("{} is closed", name());
        }
    }

    @Override
    public ComponentHealth health() {
        Running now = running;
        if (now == null) {
            return ComponentHealth.down(name(), "not running");
        }
        String detail =
                now.gate().open() + " connections on port " + now.localAddress().getPort();
        return draining
                ? ComponentHealth.degraded(name(), detail + ", accepts no more")
                : ComponentHealth.up(name(), detail);
    }
}
