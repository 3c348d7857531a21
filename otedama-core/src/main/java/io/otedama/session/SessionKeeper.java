package io.otedama.session;

import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.PoolClock;
import io.otedama.spi.SessionStore;
import io.otedama.spi.WorkerState;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives workers back what a {@link SessionStore} remembers of them, and writes there what has changed, on a thread of its own.
 * A store that fails costs memories only: the failure is logged once, and the next round tries again with everything since.
 *
 * <pre>
 *   start    store --all--> WorkerTable.recall
 *   every {@value #ROUND_MS} ms, and at close    WorkerTable --changed--> store.save, store.sync
 * </pre>
 */
public final class SessionKeeper implements AutoCloseable {
    /** From the end of one round to the start of the next: what a crash may cost. */
    public static final long ROUND_MS = 5_000;

    /** Workers not seen for this long are forgotten at start: 30 days. */
    public static final long FORGET_MS = 30L * 24 * 60 * 60_000;

    /** How long closing waits for a round under way: a disk that hangs does not keep the pool from stopping. */
    private static final long CLOSE_MS = 10_000;

    private static final String NAME = "session store";
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    private final SessionStore store;
    private final WorkerTable workers;
    private final PoolClock clock;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-sessions"));

    /** Why the last round failed. */
    private volatile @Nullable String trouble;

    private volatile boolean full;
    private boolean started;
    private boolean closed;

    /**
     * @param store owned from now on
     */
    public SessionKeeper(SessionStore store, WorkerTable workers, PoolClock clock) {
        this.store = store;
        this.workers = workers;
        this.clock = clock;
    }

    /** Recalls every worker, then begins to write. After the journal was replayed, before the first miner comes. */
    public void start() {
        started = true;
        long now = clock.epochMillis();
        guarded(() -> {
            store.forget(now - FORGET_MS);
            store.forEach((name, state) -> workers.recall(name, state, now));
        });
        var unused = thread.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
    }

    /** Saves every worker that has changed. One thread at a time: the keeper's, or the closing one after it has ended. */
    void round() {
        guarded(() -> {
            int saved = saveChanged();
            if (full && store.forget(clock.epochMillis() - Worker.REMEMBER_MILLIS) > 0) {
                saved += saveChanged();
            }
            if (saved > 0 || trouble != null) {
                store.sync();
            }
        });
    }

    private int saveChanged() {
        int saved = 0;
        boolean refused = false;
        for (Worker worker : workers.list()) {
            WorkerState state = worker.state();
            if (state != null && !state.equals(worker.saved)) {
                if (store.save(worker.name(), state)) {
                    worker.saved = state;
                    saved++;
                } else {
                    refused = true;
                }
            }
        }
        noteFull(refused);
        return saved;
    }

    private void noteFull(boolean refused) {
        if (refused && !full) {
            LOG.warn(
                    "the session store is full at {} workers: those not seen for {} minutes make room, the others' newcomers"
                            + " are not remembered; give it a higher limit",
                    store.size(),
                    Worker.REMEMBER_MILLIS / 60_000);
        }
        full = refused;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
            if (trouble != null) {
                LOG.info("the session store works again");
                trouble = null;
            }
        } catch (RuntimeException e) {
            if (trouble == null) {
                LOG.warn("the session store failed, mining goes on; tried again every {} ms", ROUND_MS, e);
            }
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** Never down: mining does not need it. Any thread. */
    public ComponentHealth health() {
        String why = trouble;
        if (why != null) {
            return ComponentHealth.degraded(NAME, "failed, tried again soon: " + why);
        }
        return full
                ? ComponentHealth.degraded(NAME, "is full: not every worker is remembered")
                : ComponentHealth.up(NAME, "remembers workers");
    }

    /** Writes what has changed, then closes the store. Once the pipeline has ended, so that nothing changes any more. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.shutdown(); // cancels the rounds to come, not one under way
        boolean ended = false;
        try {
            ended = thread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            thread.shutdownNow();
            LOG.warn("the session store does not answer; what changed in the last {} ms may be forgotten", ROUND_MS);
            return; // its lock may be held by the call that hangs
        }
        if (started) {
            round();
        }
        guarded(store::close);
    }

    @Override
    public String toString() {
        return NAME;
    }
}
