package io.otedama.security;

import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.GuardStore;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a {@link Guard} back what a {@link GuardStore} remembers, and writes there what has changed, on a thread of its own. A
 * store that fails costs memories only: the failure is logged once, and the next round tries again.
 *
 * <pre>
 *   start    store --all--> Guard     tried again each round until it works; nothing is written before
 *   every {@value #ROUND_MS} ms when something changed, and at close    Guard --all that is worth it--> store.replace
 *   every {@value #WORK_ROUNDS} rounds when there was accepted work alone
 * </pre>
 */
public final class GuardKeeper implements AutoCloseable {
    /** From the end of one round to the start of the next: what a crash may cost. */
    public static final long ROUND_MS = 5_000;

    /** So many rounds may pass until accepted work is kept, if nothing else changes; at the end it is. */
    static final int WORK_ROUNDS = 12;

    /** How long closing waits for a round under way: a disk that hangs does not keep the pool from stopping. */
    private static final long CLOSE_MS = 10_000;

    private static final String NAME = "guard store";
    private static final Logger LOG = LoggerFactory.getLogger(GuardKeeper.class);

    private final Guard guard;
    private final GuardStore store;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-guard"));
    private volatile @Nullable String trouble;
    private long saved;
    private long savedWork;
    private int rounds;
    private boolean loaded;
    private boolean started;
    private boolean closed;

    /**
     * @param store owned from now on
     */
    public GuardKeeper(Guard guard, GuardStore store) {
        this.guard = guard;
        this.store = store;
    }

    /** Recalls everything, then begins to write. Before the first connection comes. */
    public void start() {
        started = true;
        saved = guard.changes();
        guarded(this::load);
        var unused = thread.scheduleWithFixedDelay(this::round, ROUND_MS, ROUND_MS, TimeUnit.MILLISECONDS);
    }

    private void load() {
        guard.restore(store.load());
        loaded = true;
    }

    /**
     * Saves when something has changed. What the store has is never replaced before it was read: bans would be lost. One thread
     * at a time: the keeper's, or the closing one after it has ended.
     */
    void round() {
        rounds++;
        guarded(() -> save(rounds >= WORK_ROUNDS));
    }

    private void save(boolean workToo) {
        if (!loaded) {
            load();
        }
        long changes = guard.changes();
        long work = guard.work();
        if (changes != saved || trouble != null || (workToo && work != savedWork)) {
            store.replace(guard.records(GuardStore.MAX_RECORDS));
            saved = changes;
            savedWork = work;
            rounds = 0;
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
            if (trouble != null) {
                LOG.info("the guard store works again");
                trouble = null;
            }
        } catch (RuntimeException e) {
            if (trouble == null) {
                LOG.warn("the guard store failed, mining goes on; tried again every {} ms", ROUND_MS, e);
            }
            trouble = String.valueOf(e.getMessage());
        }
    }

    /** Never down: mining does not need it. Any thread. */
    public ComponentHealth health() {
        String why = trouble;
        return why == null
                ? ComponentHealth.up(NAME, "remembers bans")
                : ComponentHealth.degraded(NAME, "failed, tried again soon: " + why);
    }

    /** Writes what has changed, then closes the store. Once the last connection is gone. */
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
            LOG.warn("the guard store does not answer; what changed in the last {} ms may be forgotten", ROUND_MS);
            return; // its lock may be held by the call that hangs
        }
        if (started) {
            guarded(() -> save(true));
        }
        guarded(store::close);
    }

    @Override
    public String toString() {
        return NAME;
    }
}
