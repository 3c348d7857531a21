package io.otedama.gateway.ws;

import io.otedama.gateway.http.Addresses;
import io.otedama.gateway.http.ApiTerms;
import io.otedama.gateway.http.ConnectionWatch;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.ProblemException;
import io.otedama.gateway.http.ProblemType;
import io.otedama.gateway.http.ReplyWriter;
import io.otedama.security.TokenBucket;
import io.otedama.spi.PoolClock;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Turns requests into WebSockets and sockets into clients. Event loops. */
public final class LiveRoute {
    /** Where it is. */
    public static final String PATH = "/api/v1/live";

    /** Messages a client may send at once, and each second. */
    private static final int MESSAGE_BURST = 20;

    private static final int MESSAGES_PER_SECOND = 4;
    private static final int WRITE_QUEUE_BYTES = 64 << 10;

    private final LiveHub hub;
    private final ApiTerms terms;
    private final PoolClock clock;
    private final @Nullable ConnectionWatch watch;

    /**
     * @param watch of the server's connections; null when they are the host's business
     */
    public LiveRoute(LiveHub hub, ApiTerms terms, PoolClock clock, @Nullable ConnectionWatch watch) {
        this.hub = hub;
        this.terms = terms;
        this.clock = clock;
        this.watch = watch;
    }

    public void mountOn(Router router) {
        router.get(PATH).handler(this::upgrade);
    }

    private void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        InetAddress address = Addresses.of(request.remoteAddress());
        try {
            admit(request, address);
        } catch (ProblemException e) {
            ReplyWriter.refuse(context, e);
            return;
        }
        HttpConnection connection = request.connection();
        request.toWebSocket().onComplete(done -> {
            if (done.succeeded()) {
                serve(done.result(), connection, address);
            } else {
                hub.givePlaceBack();
            }
        });
    }

    private void admit(HttpServerRequest request, InetAddress address) {
        if (terms.limit().waitNs(address) > 0) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "This address asks too often", 1);
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "This speaks WebSocket only");
        }
        boolean ownPage =
                terms.origins().allows(request.getHeader("Origin"), request.getHeader("Host"), request.isSSL());
        if (!ownPage) {
            throw new ProblemException(
                    ProblemType.CROSS_ORIGIN, "Use a page of this gateway, or have its origin allowed");
        }
        if (!hub.takePlace()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "Too many clients are connected", 30);
        }
    }

    private void serve(ServerWebSocket socket, HttpConnection connection, InetAddress address) {
        VertxSocket wire;
        try {
            wire = VertxSocket.guarded(socket, connection, clock);
        } catch (IllegalStateException e) {
            hub.givePlaceBack();
            connection.close();
            return;
        }
        LiveClient client = hub.add(wire);
        if (watch != null) {
            watch.release(connection);
        }
        try {
            socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
            socket.closeHandler(closed -> leave(client, connection));
            listen(socket, client, address);
        } catch (IllegalStateException e) { // it said goodbye before anybody listened
            leave(client, connection);
            wire.cut();
        }
    }

    private void leave(LiveClient client, HttpConnection connection) {
        hub.remove(client);
        if (watch != null) {
            watch.onClosed(connection);
        }
    }

    private void listen(ServerWebSocket socket, LiveClient client, InetAddress address) {
        TokenBucket bucket = new TokenBucket(MESSAGE_BURST, MESSAGES_PER_SECOND, clock.nanoTime());
        AtomicBoolean busy = new AtomicBoolean();
        socket.exceptionHandler(e -> {}); // the close handler says the same
        socket.drainHandler(room -> client.onRoom());
        socket.binaryMessageHandler(bytes -> client.close(LiveHub.POLICY, "text only"));
        socket.textMessageHandler(text -> {
            if (text.length() > HttpLimits.MAX_LIVE_BYTES || !bucket.tryTake(1, clock.nanoTime())) {
                client.close(LiveHub.POLICY, "too many or too long messages");
                return;
            }
            socket.pause();
            boolean taken = busy.compareAndSet(false, true)
                    && terms.workers().offer(() -> {
                        try {
                            hub.onMessage(client, address, text);
                        } finally {
                            busy.set(false);
                            socket.resume();
                        }
                    });
            if (!taken) {
                client.close(LiveHub.TRY_LATER, "the gateway is busy");
            }
        });
    }
}
