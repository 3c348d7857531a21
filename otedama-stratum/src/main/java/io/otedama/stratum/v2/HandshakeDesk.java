package io.otedama.stratum.v2;

import io.netty.channel.Channel;
import io.otedama.security.LogLimiter;
import io.otedama.security.TokenBucket;
import io.otedama.spi.PoolClock;
import io.otedama.stratum.v2.noise.HandshakeException;
import io.otedama.stratum.v2.noise.NoiseResponder;
import io.otedama.stratum.v2.noise.ServerIdentity;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on handshakes: curve arithmetic, some hundred times what a share costs. On one thread of its own and at a bounded
 * rate, so that a flood of strangers takes time from strangers and not from miners who are here already.
 *
 * <pre>
 *   event loop -- first act --&gt; waiting (bounded; beyond it: refused) -- at most n a second --&gt; second act --&gt; event loop
 * </pre>
 */
public final class HandshakeDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeDesk.class);
    private static final long CLOSE_SECONDS = 5;

    private final NoiseResponder responder;
    private final PoolClock clock;
    private final LogLimiter log;
    private final TokenBucket pace; // the desk's thread only
    private final ThreadPoolExecutor desk;

    /** Hears how a handshake ended, on the event loop of its channel. */
    public interface Result {
        /**
         * @param secondAct to be sent before anything else
         */
        void agreed(byte[] secondAct, V2Ciphers ciphers);

        /** What the peer sent is no handshake. */
        void failed(String reason);

        /** The server cannot shake hands; the peer is not to blame. */
        default void unable(String reason) {
            failed(reason);
        }
    }

    public HandshakeDesk(String name, ServerIdentity identity, Sv2Settings settings, PoolClock clock) {
        this.responder = new NoiseResponder(identity, new SecureRandom());
        this.clock = clock;
        this.log = new LogLimiter(clock);
        int perSecond = settings.maxHandshakesPerSecond();
        this.pace = new TokenBucket(perSecond, perSecond, clock.nanoTime());
        this.desk = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(settings.maxWaitingHandshakes()), task -> {
                    Thread thread = new Thread(task, name + "-handshakes");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Queues a handshake. Any event loop.
     *
     * @param firstAct 64 bytes, owned by the desk from now on
     * @return false when too many wait: the connection should be closed
     */
    public boolean submit(byte[] firstAct, Channel channel, Result result) {
        try {
            desk.execute(() -> answer(firstAct, channel, result));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void answer(byte[] firstAct, Channel channel, Result result) {
        while (channel.isActive() && !desk.isShutdown()) {
            long waitNs = pace.waitNs(1, clock.nanoTime());
            if (waitNs == 0) {
                pace.tryTake(1, clock.nanoTime());
                shakeHands(firstAct, channel, result);
                return;
            }
            LockSupport.parkNanos(this, waitNs);
        }
    }

    private void shakeHands(byte[] firstAct, Channel channel, Result result) {
        try {
            NoiseResponder.Answer answer = responder.respond(firstAct);
            V2Ciphers ciphers =
                    new V2Ciphers(answer.keys().receiving(), answer.keys().sending());
            onLoop(channel, () -> result.agreed(answer.act2(), ciphers));
        } catch (LinkageError e) {
            if (log.tryLog()) { // else every stranger could write one
                LOG.error("no handshake can succeed: a library is missing or does not fit this machine", e);
            }
            onLoop(channel, () -> result.unable(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            if (log.tryLog()) {
                LOG.warn("a handshake could not be worked on", e);
            }
            onLoop(channel, () -> result.unable(String.valueOf(e.getMessage())));
        } catch (HandshakeException e) {
            LOG.debug("handshake failed", e);
            onLoop(channel, () -> result.failed(String.valueOf(e.getMessage())));
        }
    }

    private static void onLoop(Channel channel, Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop of {} has ended", channel);
        }
    }

    @Override
    public void close() {
        desk.shutdownNow();
        try {
            if (!desk.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a handshake is still being worked on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
