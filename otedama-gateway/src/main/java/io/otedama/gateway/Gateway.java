package io.otedama.gateway;

import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import io.otedama.gateway.http.Addresses;
import io.otedama.gateway.http.ApiRoute;
import io.otedama.gateway.http.ConnectionWatch;
import io.otedama.gateway.http.HostRule;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.security.TlsKeeper;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolComponent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A pool's face over HTTP. Either it has a server of its own, from {@link #start} to {@link #close}, or its host mounts the routes
 * on a router that it serves itself ({@link #mountOn}); not both. It owns neither the pool nor the host's Vert.x. Start it after the
 * pool, close it before. All methods are thread-safe.
 */
public final class Gateway implements PoolComponent {
    private static final String NAME = "gateway";
    private static final int EVENT_LOOPS = 2;
    private static final long WAIT_MS = 10_000;
    private static final String LISTEN = "http.listen";
    private static final String TLS = "http.tls";

    /** Most time from connecting to the end of a TLS handshake. */
    private static final long HANDSHAKE_MS = 5_000;

    private final GatewayConfig config;
    private final GatewayParts parts;
    private @Nullable Vertx vertx;
    private @Nullable GatewayFace face;
    private @Nullable ConnectionWatch watch;
    private volatile @Nullable TlsKeeper certificate;
    private volatile @Nullable InetSocketAddress bound;
    private volatile boolean mounted;

    Gateway(GatewayConfig config, GatewayParts parts) {
        this.config = config;
        this.parts = parts;
    }

    public static GatewayBuilder builder() {
        return new GatewayBuilder();
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Opens the server; returns when it listens.
     *
     * @throws ConfigurationException when the address is taken or not this machine's, key {@code http.listen}; when the
     *     certificate cannot be used, key {@code http.tls}
     * @throws PoolException when what is in the data directory cannot be used
     * @throws IllegalStateException when it was started or mounted before
     */
    @Override
    public synchronized void start() {
        requireNew();
        TlsKeeper keeper = config.tls() == null ? null : TlsKeeper.open(config.tls(), parts.clock(), TLS);
        certificate = keeper;
        Vertx own = Vertx.vertx(threads());
        vertx = own;
        try {
            GuardedDoor door = new GuardedDoor(parts.pool());
            ConnectionWatch connections = new ConnectionWatch(config.limits(), parts.clock(), door::admits);
            watch = connections;
            GatewayFace made = new GatewayFace(config, parts, own, connections);
            face = made;
            Router router = Router.router(own);
            new HostRule(config.listen().getAddress(), config.origins()).mountOn(router);
            made.mountOn(router);
            own.setPeriodic(ConnectionWatch.SWEEP_MILLIS, id -> connections.sweep());
            HttpServer server = own.createHttpServer(options(keeper))
                    .connectionHandler(connections::onConnection)
                    .invalidRequestHandler(request -> {
                        door.abused(Addresses.of(request.remoteAddress()));
                        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
                    })
                    .requestHandler(request -> {
                        connections.onRequest(request.connection());
                        router.handle(request);
                    });
            listen(server);
            if (keeper != null) {
                keeper.start();
            }
            made.ensureAdmin(parts.oneTimeKey());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static VertxOptions threads() {
        return new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    private void requireNew() {
        if (face != null || vertx != null) {
            throw new IllegalStateException("a gateway starts once, or is mounted once");
        }
    }

    private HttpServerOptions options(@Nullable TlsKeeper keeper) {
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setCompressionSupported(true)
                .setCompressionLevel(4)
                .setMaxHeaderSize(HttpLimits.MAX_HEADER_BYTES)
                .setMaxInitialLineLength(HttpLimits.MAX_LINE_BYTES)
                .setMaxWebSocketFrameSize(HttpLimits.MAX_LIVE_BYTES)
                .setMaxWebSocketMessageSize(HttpLimits.MAX_LIVE_BYTES)
                .setIdleTimeout((int) config.limits().requestTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (keeper != null) {
            options.setSsl(true)
                    .setSslHandshakeTimeout(HANDSHAKE_MS)
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setKeyCertOptions(KeyCertOptions.wrap(keeper.keyManager()));
        }
        return options;
    }

    private void listen(HttpServer server) {
        InetSocketAddress wanted = config.listen();
        String host = wanted.getAddress().getHostAddress();
        try {
            HttpServer open = await(server.listen(wanted.getPort(), host));
            bound = new InetSocketAddress(wanted.getAddress(), open.actualPort());
        } catch (ExecutionException e) {
            throw new ConfigurationException(
                    LISTEN,
                    host + ":" + wanted.getPort() + " cannot be opened: " + e.getMessage(),
                    "Choose another port, or end what listens there");
        }
    }

    private static <T> T await(Future<T> future) throws ExecutionException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while the gateway opened or closed", e);
        } catch (TimeoutException e) {
            throw new PoolException("the gateway did not open or close within " + WAIT_MS + " ms", e);
        }
    }

    /** Where it listens; only while it does. */
    public InetSocketAddress localAddress() {
        InetSocketAddress address = bound;
        if (address == null) {
            throw new IllegalStateException("the gateway does not listen");
        }
        return address;
    }

    /** Of a started or mounted one. */
    synchronized List<ApiRoute> routes() {
        return face == null ? List.of() : face.routes();
    }

    /** WebSocket clients connected now. */
    public synchronized int liveClients() {
        return face == null ? 0 : face.liveClients();
    }

    /** True when it speaks HTTPS. */
    public boolean isTls() {
        return config.tls() != null;
    }

    /**
     * Puts the routes into a router that its host serves; connections and header sizes are then the host's business. {@link #close}
     * ends what is behind them.
     *
     * @throws IllegalStateException when it was started or mounted before
     */
    public synchronized void mountOn(Router router, Vertx host) {
        requireNew();
        GatewayFace made = new GatewayFace(config, parts, host, null);
        face = made;
        made.mountOn(router);
        made.ensureAdmin(parts.oneTimeKey());
        mounted = true;
    }

    @Override
    public synchronized void close() {
        bound = null;
        mounted = false;
        GatewayFace open = face;
        if (open != null) {
            open.close();
        }
        TlsKeeper keeper = certificate;
        if (keeper != null) {
            keeper.close();
        }
        Vertx own = vertx;
        if (own != null) {
            vertx = null;
            try {
                await(own.close());
            } catch (ExecutionException e) {
                throw new PoolException("the gateway could not be closed", e);
            }
        }
    }

    @Override
    public ComponentHealth health() {
        InetSocketAddress address = bound;
        ConnectionWatch connections = watch;
        if (address == null) {
            return mounted
                    ? ComponentHealth.up(NAME, "served by its host")
                    : ComponentHealth.down(NAME, "does not listen");
        }
        ComponentHealth open = ComponentHealth.up(
                        NAME, "listens on " + address.getHostString() + ":" + address.getPort())
                .with("connections", connections == null ? 0 : connections.connections());
        TlsKeeper keeper = certificate;
        return keeper == null ? open : keeper.joinedTo(open);
    }

    @Override
    public String toString() {
        return NAME;
    }
}
