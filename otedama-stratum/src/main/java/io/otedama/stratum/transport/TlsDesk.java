package io.otedama.stratum.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.otedama.error.PoolException;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.MetricsSink.Counter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encrypts connections with TLS 1.2 or 1.3, as a server. The arithmetic of handshakes is done on one thread of its own, so
 * that a flood of strangers takes time from strangers and not from miners who are here already. Any event loop.
 *
 * <p>A connection has one handshake: with TLS 1.2 a client could ask for another and another on it, past every limit on
 * connections and handshakes, so the engine is left without a cipher suite to negotiate once the first is done.
 *
 * <pre>
 *   event loop -- ClientHello --&gt; handler() -- at most maxUnderWay --&gt; the desk's thread --&gt; event loop
 *                                     \-- one more: null, the connection should be closed
 * </pre>
 */
public final class TlsDesk implements AutoCloseable {
    /** Handshakes under way at most, unless told otherwise. */
    public static final int MAX_UNDER_WAY = 2_048;

    /** Time for a handshake at most. */
    public static final int HANDSHAKE_MILLIS = 10_000;

    /** Sessions that may be resumed without a full handshake. */
    private static final int CACHED_SESSIONS = 16_384;

    /** How long the end of a connection waits for a client that does not read. */
    private static final int CLOSE_NOTIFY_MILLIS = 1_000;

    private static final long CLOSE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(TlsDesk.class);

    private final SslContext context;
    private final int maxUnderWay;
    private final int handshakeMillis;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ThreadPoolExecutor desk;
    private final Counter done;
    private final Counter failed;

    /**
     * @param name prefix of the thread's name
     * @param keys asked for the certificate with each handshake
     * @param handshakeMillis time for a handshake; {@value #HANDSHAKE_MILLIS} at most
     * @throws PoolException when this Java has no TLS
     */
    public TlsDesk(String name, KeyManager keys, int maxUnderWay, int handshakeMillis, MetricsSink metrics) {
        try {
            context = SslContextBuilder.forServer(keys)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .sessionCacheSize(CACHED_SESSIONS)
                    .build();
        } catch (SSLException e) {
            throw new PoolException("TLS cannot be used: " + e.getMessage(), e);
        }
        this.maxUnderWay = maxUnderWay;
        this.handshakeMillis = Math.min(handshakeMillis, HANDSHAKE_MILLIS);
        this.done = metrics.counter("stratum.tls.handshakes", "TLS handshakes that succeeded");
        this.failed = metrics.counter("stratum.tls.failed", "TLS handshakes that failed, or were too many at once");
        this.desk = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(maxUnderWay), task -> {
            Thread thread = new Thread(task, name + "-tls");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins a handshake: the handler belongs in front of those of the protocol.
     *
     * @return null when too many are under way
     */
    public @Nullable SslHandler handler(ByteBufAllocator allocator) {
        if (underWay.incrementAndGet() > maxUnderWay) {
            underWay.decrementAndGet();
            failed.increment();
            return null;
        }
        SslHandler handler = context.newHandler(allocator, desk);
        handler.setHandshakeTimeoutMillis(handshakeMillis);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        handler.handshakeFuture().addListener(end -> {
            underWay.decrementAndGet();
            (end.isSuccess() ? done : failed).increment();
            if (end.isSuccess()) {
                refuseRenegotiation(handler.engine());
            }
        });
        return handler;
    }

    /** TLS 1.3 has no renegotiation, and its tickets and new keys need the cipher suite that was agreed on, not this list. */
    private static void refuseRenegotiation(SSLEngine engine) {
        engine.setEnabledCipherSuites(new String[0]);
    }

    /** Handshakes under way now. */
    public int underWay() {
        return underWay.get();
    }

    @Override
    public void close() {
        desk.shutdownNow();
        try {
            if (!desk.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a TLS handshake is still being worked on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
