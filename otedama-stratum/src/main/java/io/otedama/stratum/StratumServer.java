package io.otedama.stratum;

import io.otedama.security.AddressRange;
import io.otedama.security.TlsKeeper;
import io.otedama.session.FrontEnd;
import io.otedama.session.MinerIngress;
import io.otedama.spi.ComponentHealth;
import io.otedama.stratum.loop.Admission;
import io.otedama.stratum.loop.ServerTerms;
import io.otedama.stratum.transport.ConnectionGate;
import io.otedama.stratum.transport.EventLoops;
import io.otedama.stratum.transport.ProxyGate;
import io.otedama.stratum.transport.TcpListener;
import io.otedama.stratum.transport.Turnstile;
import io.otedama.stratum.v2.noise.AuthorityKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
            @Nullable TlsKeeper certificate,
            TcpListener listener,
            List<InetSocketAddress> addresses,
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
        TlsKeeper certificate = null;
        try {
            certificate = config.tls() == null ? null : TlsKeeper.open(config.tls(), engine.clock(), "stratum.tls");
            ConnectionGate gate = new ConnectionGate(config.limits(), networks(config.exemptNetworks()));
            ServerTerms terms = ServerTerms.of(config.limits(), engine, gate);
            services =
                    Services.open(config, terms, loops.loops(), certificate == null ? null : certificate.keyManager());
            running = listen(loops, terms, services, certificate);
            if (certificate != null) {
                certificate.start();
            }
            LOG.info("{} listens on {} ({})", name(), running.addresses(), loops.isEpoll() ? "epoll" : "nio");
        } catch (RuntimeException e) {
            if (services != null) {
                services.close();
            }
            if (certificate != null) {
                certificate.close();
            }
            loops.close();
            throw e;
        }
    }

    private static List<AddressRange> networks(List<String> cidr) {
        return cidr.stream().map(AddressRange::parse).toList();
    }

    private Running listen(EventLoops loops, ServerTerms terms, Services services, @Nullable TlsKeeper certificate) {
        TcpListener.SocketOptions options =
                new TcpListener.SocketOptions(config.acceptThreads(), config.backlog(), config.sendBufferBytes());
        TcpListener listener = new TcpListener(loops, config.limits(), options);
        Admission admission = new Admission(terms);
        ProxyGate proxies = new ProxyGate(
                networks(config.proxies()),
                ProxyGate.MAX_WAITING,
                Math.min(ProxyGate.HEADER_MILLIS, config.limits().handshakeMillis()),
                terms.ingress().metrics());
        Turnstile turnstile = new Turnstile(loops.loops());
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (StratumPort port : config.ports()) {
            addresses.add(listener.bind(port.listen(), new Entrance(proxies, admission, services, port, turnstile)));
        }
        InetSocketAddress own = config.sv2() == null ? null : config.sv2().listen();
        InetSocketAddress sv2 = own == null
                ? null
                : listener.bind(own, new Entrance(proxies, admission, services, StratumPort.of(own), turnstile));
        return new Running(loops, terms.gate(), services, certificate, listener, List.copyOf(addresses), sv2);
    }

    /**
     * The address in use, with the real port; of several ports the first.
     *
     * @throws IllegalStateException when the server does not run
     */
    public InetSocketAddress localAddress() {
        return running().addresses().get(0);
    }

    /**
     * The addresses in use, in the order of the configured ports, with the real ports.
     *
     * @throws IllegalStateException when the server does not run
     */
    public List<InetSocketAddress> localAddresses() {
        return running().addresses();
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

    @Override
    public boolean isAccepting() {
        return running != null && !draining;
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
            if (now.certificate() != null) {
                now.certificate().close();
            }
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
        int open = now.gate().open();
        String detail = open + " connections on " + (now.addresses().size() == 1 ? "port " : "ports ")
                + now.addresses().stream()
                        .map(address -> Integer.toString(address.getPort()))
                        .collect(Collectors.joining(", "));
        ComponentHealth health = now.services()
                .facts((draining
                                ? ComponentHealth.degraded(name(), detail + ", accepts no more")
                                : ComponentHealth.up(name(), detail))
                        .with("connections", open));
        return now.certificate() == null ? health : now.certificate().joinedTo(health);
    }
}
