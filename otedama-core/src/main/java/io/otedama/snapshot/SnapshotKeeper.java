package io.otedama.snapshot;

import io.otedama.error.ErrorHandler;
import io.otedama.error.LedgerStoreException;
import io.otedama.error.PoolException;
import io.otedama.internal.NamedThreadFactory;
import io.otedama.pipeline.SharePipeline;
import io.otedama.snapshot.SnapshotProof.Claim;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.PoolClock;
import io.otedama.spi.ShareJournal;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of the books as the policy says, on a thread of its own, and lets the journal drop what no start will need.
 * See the package's drawing.
 *
 * <p>A snapshot is kept when two ways lead to its bytes: the live books, and a recomputation from the snapshot before it over the
 * journal. It is relied on, by a record in the journal and by deleting, when it has also been read back from the store and
 * restored. What the journal may drop is what neither the new snapshot nor the one before it needs, so one file that
 * is damaged later costs nothing.
 *
 * <p>A store that fails costs longer starts only. Books that differ from their journal are an error that no retry mends: it is told
 * once, the component stays DOWN, and nothing is kept or deleted until the next start, which goes by the journal.
 */
public final class SnapshotKeeper implements AutoCloseable {
    /** Snapshots that stay: the newest, and the one that it was proved from. */
    public static final int KEPT = 2;

    private static final long LOOK_MS = 1_000;

    /** After a failure. */
    static final long RETRY_MS = 60_000;

    private static final long WAIT_MS = 30_000;
    private static final String NAME = "ledger snapshots";
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    private final LedgerStore store;
    private final SnapshotPolicy policy;
    private final ShareJournal journal;
    private final LongConsumer retain;
    private final SharePipeline ring;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final SnapshotProof proof;
    private final StoredSnapshots stored;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreadFactory("otedama-snapshots"));

    private volatile ComponentHealth health = ComponentHealth.up(NAME, "none taken yet");
    private volatile boolean differs;
    private volatile long lastSequence;
    private volatile long lastMillis;
    private volatile long tryFromMillis;

    /**
     * @param store used and not closed
     * @param retain told from which record on the journal is still needed, whenever that changes
     */
    public SnapshotKeeper(
            LedgerStore store,
            SnapshotPolicy policy,
            ShareJournal journal,
            LongConsumer retain,
            SharePipeline ring,
            PoolClock clock,
            ErrorHandler errors) {
        this.store = store;
        this.policy = policy;
        this.journal = journal;
        this.retain = retain;
        this.ring = ring;
        this.clock = clock;
        this.errors = errors;
        this.lastMillis = clock.epochMillis();
        this.proof = new SnapshotProof(journal);
        this.stored = new StoredSnapshots(store, journal, LOG::warn);
    }

    /**
     * Begins to take snapshots. Once the ring runs.
     *
     * @param startedFrom the record whose snapshot the books began with, 0 without one
     */
    public void start(long startedFrom) {
        lastSequence = startedFrom;
        var unused = thread.scheduleWithFixedDelay(this::round, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes a snapshot when one is due. The keeper's thread. */
    void round() {
        long now = clock.epochMillis();
        long records = journal.durableSequence() - lastSequence;
        boolean due = records >= policy.records()
                || (records > 0 && now - lastMillis >= policy.interval().toMillis());
        if (due && now >= tryFromMillis) {
            attempt();
        }
    }

    /** False when it failed and nothing says that the books are wrong. */
    private boolean attempt() {
        if (differs) {
            return true;
        }
        try {
            take();
            return true;
        } catch (IllegalStateException | ArithmeticException e) { // also what the books say to a record that cannot be
            differs = true;
            health = ComponentHealth.down(
                    NAME,
                    "the books differ from the journal, nothing is kept or deleted any more; stop the pool and run"
                            + " 'ledger verify': " + e.getMessage());
            errors.onError(NAME, e, false);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("no snapshot of the books was taken, tried again in {} s", RETRY_MS / 1_000, e);
            health = ComponentHealth.degraded(
                    NAME, "the newest is of record " + lastSequence + ", the next one failed: " + e.getMessage());
            tryFromMillis = clock.epochMillis() + RETRY_MS;
            return false;
        }
    }

    private void take() {
        Claim claim = ask();
        if (claim.sequence() <= lastSequence) {
            return;
        }
        Optional<LedgerSnapshot> base = stored.newest();
        LedgerSnapshot snapshot = proof.prove(claim, base);
        journal.force(); // a snapshot that outlives its records would keep the pool from starting
        store.save(snapshot);
        readBack(snapshot);
        BooksMarker.write(ring, clock.epochMillis(), snapshot.sequence(), snapshot.digest());
        lastSequence = snapshot.sequence();
        lastMillis = clock.epochMillis();
        health = ComponentHealth.up(NAME, "the newest is of record " + lastSequence + ", verified");
        LOG.info("snapshot of record {} taken and verified, {} bytes", lastSequence, snapshot.state().length);
        base.ifPresent(before -> dropOlder(snapshot, before));
    }

    /**
     * The only thing that the ring waits for: the books are written into memory, nothing is hashed. Measured with 100,000
     * miners in a PPLNS window on two cores: 33 ms, the first time 73 ms; {@code SnapshotStallMeasurement} prints it.
     */
    private Claim ask() {
        try {
            return ring.query(Claim::of).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException("the pipeline does not answer; it is overloaded or has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while asking the pipeline", e);
        }
    }

    private void readBack(LedgerSnapshot snapshot) {
        try {
            LedgerSnapshot read = store.load(snapshot.sequence());
            StoredSnapshots.checkRestores(read, journal);
            if (!read.digest().equals(snapshot.digest())) {
                throw new LedgerStoreException(
                        "the snapshot of record " + snapshot.sequence() + " reads back as another");
            }
        } catch (LedgerStoreException e) {
            store.delete(snapshot.sequence());
            throw e;
        }
    }

    private void dropOlder(LedgerSnapshot newest, LedgerSnapshot before) {
        for (long sequence : stored.sequences()) {
            if (sequence != newest.sequence() && sequence != before.sequence()) {
                store.delete(sequence);
            }
        }
        retain.accept(Math.min(newest.retainFrom(), before.retainFrom()));
    }

    /**
     * Takes the last one of a clean close. The ring must have run dry and still answer; takes as long as the proof of all
     * records since the last snapshot.
     *
     * @return false when the books could not be marked in the journal; the caller may try without a snapshot
     */
    public boolean finish() {
        return end() && attempt();
    }

    /** UP with the newest snapshot; DEGRADED while none can be taken; DOWN for good when the books are wrong. Any thread. */
    public ComponentHealth health() {
        return health;
    }

    /** Ends the keeper's thread, after what it is doing. */
    @Override
    public void close() {
        end();
    }

    private boolean end() {
        thread.shutdown(); // cancels the rounds to come, not one under way
        try {
            if (thread.awaitTermination(WAIT_MS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            LOG.warn("a snapshot under way was broken off");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
        return false;
    }

    @Override
    public String toString() {
        return NAME;
    }
}
