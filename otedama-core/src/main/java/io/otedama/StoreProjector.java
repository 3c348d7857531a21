package io.otedama;

import io.otedama.error.JournalException;
import io.otedama.error.StoreException;
import io.otedama.internal.Courtesy;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.JournalSource;
import io.otedama.spi.QueryStore;
import io.otedama.spi.StoreBatch;
import io.otedama.spi.StorePosition;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link QueryStore} up with a journal, on a thread of its own. It reads what the pool has made durable and nothing
 * else of the pool: a store that is locked, slow or gone makes answers old, and never holds up a share.
 *
 * <pre>
 *   journal --cursor--> books of its own --rows--> batch --one transaction--> store
 *                                                    ^ kept and tried again until the store takes it
 *   at its start: reads the journal up to the store's position; is the record there another one, or none: rebuilds
 * </pre>
 *
 * <p>Needs the journal from its first record on. Owns neither journal nor store. Any thread may call; calls that move it on
 * wait for each other.
 */
public final class StoreProjector implements AutoCloseable {
    /** Records that go into one transaction at most. */
    public static final int MAX_BATCH_RECORDS = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(StoreProjector.class);
    private static final String NAME = "store";
    private static final long POLL_MS = 100;
    private static final long MAX_RETRY_MS = 10_000;
    private static final long LOG_INTERVAL_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long CLOSE_WAIT_MS = 10_000;
    private static final long CHECK_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final JournalSource journal;
    private final QueryStore store;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile ComponentHealth health = ComponentHealth.up(NAME, "not started");

    private @Nullable StoreProjection projection;
    private @Nullable JournalCursor cursor;
    private final Courtesy courtesy = new Courtesy();
    private volatile boolean besideThePool;
    private volatile long appliedSequence;
    private @Nullable StoreBatch pending;
    private boolean logged;
    private long loggedNanos;
    private long checkedNanos = System.nanoTime();

    public StoreProjector(JournalSource journal, QueryStore store) {
        this.journal = journal;
        this.store = store;
        this.thread = new NamedThreadFactory("otedama-store").newThread(this::follow);
    }

    /** Begins to follow; returns at once. */
    public void start() {
        besideThePool = true;
        thread.start();
    }

    /**
     * Brings the store up to the journal's end as it is now.
     *
     * @throws StoreException when the store does not take it; the next call goes on from there
     * @throws JournalException when the journal cannot be read or does not begin at its first record
     */
    public void catchUp() {
        catchUp(sequence -> {});
    }

    private void catchUp(LongConsumer progress) {
        StoreBatch applied;
        while (stop.getCount() > 0 && (applied = step()) != null) {
            progress.accept(applied.position().sequence());
        }
    }

    /**
     * Empties the store and fills it again from the journal. Nobody else may follow into the same store meanwhile.
     *
     * @param progress told the sequence from time to time
     * @throws StoreException when the store does not take it
     * @throws JournalException when the journal cannot be read or does not begin at its first record
     */
    public static void rebuild(JournalSource journal, QueryStore store, LongConsumer progress) {
        try (StoreProjector projector = new StoreProjector(journal, store)) {
            requireWhole(journal);
            store.clear();
            projector.catchUp(progress);
        }
    }

    static void requireWhole(JournalSource journal) {
        if (journal.firstSequence() != 1) {
            throw new JournalException("the journal begins at record " + journal.firstSequence()
                    + ": a store can only be filled from its first record on");
        }
    }

    /** With how far it is, to be compared with the journal's last durable record. */
    public ComponentHealth health() {
        return health.with("appliedSequence", appliedSequence);
    }

    private void follow() {
        long waitMillis = POLL_MS;
        try {
            do {
                waitMillis = tryCatchUp() ? POLL_MS : Math.min(MAX_RETRY_MS, waitMillis * 2);
            } while (!stop.await(waitMillis, TimeUnit.MILLISECONDS));
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A store that was up to date ends with the journal's last record, if it takes it at once. */
    private void finish() {
        boolean more = health.status() == ComponentHealth.Status.UP;
        while (more) {
            try {
                more = step() != null;
            } catch (RuntimeException e) {
                complain(e);
                more = false;
            }
        }
    }

    private boolean tryCatchUp() {
        try {
            catchUp();
            if (!isStillThere()) {
                health = ComponentHealth.degraded(NAME, "is filled again: somebody else has changed or removed it");
                catchUp();
            }
            if (logged) {
                LOG.info("the store follows the journal again");
                logged = false;
            }
            health = ComponentHealth.up(NAME, "follows the journal");
            return true;
        } catch (RuntimeException | LinkageError e) { // the latter of an adapter whose library is missing
            health = ComponentHealth.degraded(NAME, "answers are old: " + e.getMessage());
            complain(e);
            return false;
        }
    }

    /** Asked from time to time, so that a store that was emptied is filled again before the next record comes. */
    private synchronized boolean isStillThere() {
        StoreProjection books = projection;
        long now = System.nanoTime();
        if (books == null || now - checkedNanos < CHECK_INTERVAL_NS) {
            return true;
        }
        checkedNanos = now;
        if (store.position().equals(books.position())) {
            return true;
        }
        forget();
        return false;
    }

    private void complain(Throwable e) {
        long now = System.nanoTime();
        if (!logged || now - loggedNanos > LOG_INTERVAL_NS) {
            logged = true;
            loggedNanos = now;
            LOG.warn(
                    "the store does not follow the journal and is tried again, the pool goes on: {}",
                    e.getMessage(),
                    e instanceof StoreException ? null : e);
        }
    }

    /** One batch; null when there is nothing more to do at the moment. */
    private synchronized @Nullable StoreBatch step() {
        try {
            if (pending == null) {
                pending = read();
            }
            StoreBatch batch = pending;
            if (batch != null) {
                store.apply(batch);
                appliedSequence = batch.position().sequence();
                pending = null;
            }
            return batch;
        } catch (StoreException e) {
            reconcile();
            throw e;
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    /** After a failure the store may be where it was, or have the batch all the same; anywhere else, somebody else wrote. */
    private void reconcile() {
        StoreBatch batch = pending;
        if (batch == null) {
            forget();
            return;
        }
        StorePosition position;
        try {
            position = store.position();
        } catch (StoreException unknown) {
            return; // the batch is kept, and refused if it turns out to be there
        }
        if (position.equals(batch.position())) {
            pending = null;
        } else if (!position.equals(batch.after())) {
            forget();
        }
    }

    private @Nullable StoreBatch read() {
        StoreProjection rows = projection == null ? resume() : projection;
        JournalCursor records = cursor;
        if (rows == null || records == null) {
            return null; // stopped while it was reading
        }
        for (int i = 0; i < MAX_BATCH_RECORDS && records.next(); i++) {
            rows.apply(records.record());
            if (besideThePool) {
                courtesy.afterRecord();
            }
        }
        return rows.take();
    }

    private @Nullable StoreProjection resume() {
        health = ComponentHealth.degraded(NAME, "answers are old: reads the journal from its first record on");
        requireWhole(journal);
        StorePosition position = store.position();
        appliedSequence = position.sequence();
        StoreProjection books = new StoreProjection(journal);
        JournalCursor records = journal.readFrom(1);
        cursor = records;
        for (long next = 1; next <= position.sequence(); next++) {
            if (stop.getCount() == 0) {
                forget();
                return null;
            }
            if (!records.next()) {
                break;
            }
            books.skip(records.record());
        }
        if (!books.position().equals(position)) {
            LOG.warn(
                    "the store is at record {} of another journal or of a longer one: it is filled again",
                    position.sequence());
            store.clear();
            forget();
            books = new StoreProjection(journal);
            cursor = journal.readFrom(1);
        }
        books.begin();
        projection = books;
        return books;
    }

    private void forget() {
        if (cursor != null) {
            cursor.close();
        }
        cursor = null;
        projection = null;
        pending = null;
    }

    /** Ends the thread, after one last look at the journal. What the store has not applied, the next start applies. */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            forget();
        }
    }
}
