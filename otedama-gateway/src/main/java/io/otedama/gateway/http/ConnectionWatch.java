package io.otedama.gateway.http;

import io.otedama.security.AddressCounter;
import io.otedama.security.AddressVerdict;
import io.otedama.spi.PoolClock;
import io.vertx.core.http.HttpConnection;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Bounds connections, and ends those that take too long to say what they want: headers that trickle in keep a connection busy and
 * never idle, so the time that counts is that of whole requests. Any thread.
 */
public final class ConnectionWatch {
    /** Between two looks at everybody. */
    public static final long SWEEP_MILLIS = 500;

    private final HttpLimits limits;
    private final PoolClock clock;
    private final Predicate<InetAddress> welcome;
    private final AddressCounter counter;
    private final Map<HttpConnection, Watched> open = new ConcurrentHashMap<>();

    private record Watched(InetAddress address, boolean patient, long deadlineNs) {}

    /**
     * @param welcome false for who is banned, or comes too often
     */
    public ConnectionWatch(HttpLimits limits, PoolClock clock, Predicate<InetAddress> welcome) {
        this.limits = limits;
        this.welcome = welcome;
        this.clock = clock;
        this.counter = new AddressCounter(limits.maxConnectionsPerAddress(), limits.maxConnections());
    }

    /** Counts a new connection, or ends it. */
    public void onConnection(HttpConnection connection) {
        InetAddress address = Addresses.of(connection.remoteAddress());
        if (!welcome.test(address) || counter.acquire(address) != AddressVerdict.ADMITTED) {
            connection.close();
            return;
        }
        open.put(
                connection,
                new Watched(
                        address,
                        false,
                        clock.nanoTime() + limits.headerTimeout().toNanos()));
        connection.closeHandler(closed -> onClosed(connection));
    }

    /** It is gone. Harmless when told again. */
    public void onClosed(HttpConnection connection) {
        Watched watched = open.remove(connection);
        if (watched != null) {
            counter.release(watched.address);
        }
    }

    /** Its headers are there: time for the rest, and for the next one's. */
    public void onRequest(HttpConnection connection) {
        long deadline = clock.nanoTime() + limits.requestTimeout().toNanos();
        open.computeIfPresent(connection, (c, w) -> new Watched(w.address, false, deadline));
    }

    /** It has become something else that looks after itself; {@link #onClosed} must be told of its end. */
    public void release(HttpConnection connection) {
        open.computeIfPresent(connection, (c, w) -> new Watched(w.address, true, 0));
    }

    /** Ends those that are late. */
    public void sweep() {
        long now = clock.nanoTime();
        List<HttpConnection> late = open.entrySet().stream()
                .filter(entry -> !entry.getValue().patient && entry.getValue().deadlineNs - now < 0)
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(HttpConnection::close);
    }

    /** Connections open now. */
    public int connections() {
        return counter.total();
    }
}
