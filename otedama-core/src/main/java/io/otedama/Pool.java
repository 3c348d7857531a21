package io.otedama;

import io.otedama.error.ConfigurationException;
import io.otedama.error.ErrorHandler;
import io.otedama.error.PoolException;
import io.otedama.event.EventBus;
import io.otedama.event.PoolEvent;
import io.otedama.event.PoolListener;
import io.otedama.payment.PayoutRun;
import io.otedama.security.Guard;
import io.otedama.spi.PoolControl;
import io.otedama.spi.PoolQuery;
import io.otedama.spi.QueryStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mining pool inside your application.
 *
 * <p>{@link #start()} connects to the node, waits for the first template, then opens the front ends; it either succeeds
 * whole or leaves nothing running. {@link #close()} drains and ends every thread. A pool starts once. Several pools live in
 * one JVM without knowing of each other. All methods are thread-safe.
 */
public final class Pool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    private final PoolBuilder settings;
    private final EventBus events;
    private final CompletableFuture<PoolState> termination = new CompletableFuture<>();
    private final Object lifecycle = new Object();
    private volatile @Nullable RunningPool starting;
    private volatile @Nullable RunningPool running;
    private volatile PoolState state = PoolState.NEW;

    Pool(PoolBuilder settings) {
        this.settings = settings;
        this.events = new EventBus(failFast());
        settings.listeners.forEach(events::add);
    }

    public static PoolBuilder builder() {
        return new PoolBuilder();
    }

    /**
     * Starts mining. Returns when miners can connect and get work.
     *
     * @throws ConfigurationException when a setting does not fit the chain that the node follows
     * @throws PoolException when the node gave no template within the start time-out, or a port cannot be opened
     * @throws IllegalStateException when the pool was started before
     */
    public void start() {
        synchronized (lifecycle) {
            if (state != PoolState.NEW) {
                throw new IllegalStateException("a pool starts once; this one is " + state);
            }
            moveTo(PoolState.STARTING);
            RunningPool pool = new RunningPool(settings, events, failFast());
            starting = pool;
            try {
                pool.start();
            } catch (RuntimeException | Error e) {
                pool.close();
                end(PoolState.FAILED);
                events.close();
                throw e;
            }
            starting = null;
            running = pool;
            if (state == PoolState.STARTING) {
                moveTo(PoolState.RUNNING);
            }
        }
    }

    /** Wraps the host's error handler: what is fatal also stops this pool. */
    private ErrorHandler failFast() {
        return (where, error, fatal) -> {
            try {
                settings.errorHandler.onError(where, error, fatal);
            } catch (RuntimeException e) {
                LOG.error("the error handler failed when told of {}", where, e);
            }
            if (fatal) {
                Thread stopper = new Thread(() -> fail(where), "otedama-failing");
                stopper.setDaemon(true);
                stopper.start();
            }
        };
    }

    private void fail(String where) {
        LOG.error("pool stops because of {}", where);
        synchronized (lifecycle) {
            if (!termination.isDone()) {
                state = PoolState.FAILED;
                close();
            }
        }
    }

    public PoolState state() {
        return state;
    }

    /** Completes when the pool has ended, with {@link PoolState#STOPPED} or {@link PoolState#FAILED}. */
    public CompletableFuture<PoolState> termination() {
        return termination.copy();
    }

    /**
     * How the pool is doing. Costs a pass over workers and blocks: for people and monitoring, not for a loop.
     *
     * @throws IllegalStateException when the pool has not started
     */
    public PoolSnapshot snapshot() {
        RunningPool pool = running;
        if (pool == null) {
            throw new IllegalStateException("the pool has not started");
        }
        return pool.snapshot(state);
    }

    /** How the pool is, for an orchestrator or a monitor, in every state of its life. Any thread; asks every part. */
    public PoolHealth health() {
        RunningPool started = running;
        RunningPool pool = started == null ? starting : started;
        return pool == null ? PoolHealth.of(state, false, List.of(), List.of()) : pool.health(state, started != null);
    }

    /** What an operator may do to the pool; empty before it has started. Any thread. */
    public Optional<PoolControl> control() {
        RunningPool pool = running;
        return pool == null ? Optional.empty() : Optional.of(pool.control());
    }

    /** Who is let in, and what is known of whom: for faces beside the front ends; empty before the pool has started. Any thread. */
    public Optional<Guard> guard() {
        RunningPool pool = running;
        return pool == null ? Optional.empty() : Optional.of(pool.guard.guard());
    }

    /** Hears of every later event, on the pool's event thread. Any thread. */
    public void addListener(PoolListener listener) {
        events.add(listener);
    }

    /** No events from now on, but for one that is being delivered. Harmless when it never listened. */
    public void removeListener(PoolListener listener) {
        events.remove(listener);
    }

    /** The payments of this pool; empty without a wallet, or before it has started. */
    public Optional<PayoutRun> payouts() {
        RunningPool pool = running;
        return pool == null ? Optional.empty() : Optional.ofNullable(pool.payouts());
    }

    /** Answers from the pool's {@link PoolBuilder#store}, until the pool is closed; empty without a store. Any thread. */
    public Optional<PoolQuery> query() {
        return Optional.ofNullable(settings.store).map(QueryStore::query);
    }

    /**
     * Stops taking work, finishes what was taken, ends every thread. Harmless when called again. A {@link #start()} that still
     * waits for its node on another thread ends with an exception.
     */
    @Override
    public void close() {
        RunningPool unfinished = starting;
        if (unfinished != null) {
            unfinished.abandon();
        }
        synchronized (lifecycle) {
            RunningPool pool = running;
            PoolState before = state;
            if (termination.isDone()) {
                return;
            }
            if (before != PoolState.FAILED && before != PoolState.NEW) {
                moveTo(PoolState.DRAINING);
            }
            if (pool != null) {
                pool.close();
            } else {
                closeParts();
            }
            end(before == PoolState.FAILED ? PoolState.FAILED : PoolState.STOPPED);
            events.close();
        }
    }

    /** A pool that never started still owns what it was given. */
    private void closeParts() {
        settings.frontEnds.forEach(AutoCloseableQuietly::close);
        AutoCloseableQuietly.close(settings.node);
        AutoCloseableQuietly.close(settings.ledgerStore);
        AutoCloseableQuietly.close(settings.journal);
        AutoCloseableQuietly.close(settings.sessionStore);
        AutoCloseableQuietly.close(settings.guardStore);
    }

    private void end(PoolState last) {
        moveTo(last);
        termination.complete(last);
    }

    private void moveTo(PoolState now) {
        state = now;
        LOG.info("pool is {}", now);
        events.publish(new PoolEvent.StateChanged(settings.clock.epochMillis(), now.name()));
    }
}
