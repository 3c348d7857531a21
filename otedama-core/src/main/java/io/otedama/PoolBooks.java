package io.otedama;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Network;
import io.otedama.chain.Work;
import io.otedama.error.ErrorHandler;
import io.otedama.error.PoolException;
import io.otedama.ledger.BlockBook;
import io.otedama.payout.PayoutBook.DirectPayment;
import io.otedama.payout.PayoutTerms;
import io.otedama.pipeline.JournalReplay;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.ProofOfWork;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.snapshot.BooksMarker;
import io.otedama.snapshot.BooksStart;
import io.otedama.snapshot.SnapshotKeeper;
import io.otedama.spi.BootRecord;
import io.otedama.spi.CoinbaseSplitSource;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ConfigRecord;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.MetricsSink;
import io.otedama.spi.RecordView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The ring with the books behind it, opened from what the journal knows. Started and asked by {@link RunningPool}. */
final class PoolBooks implements AutoCloseable {
    private static final long WAIT_MS = 10_000;
    private static final int BOOT_BYTES = 256;

    private final PoolBuilder settings;
    private final Network chain;
    private final WorkerTable workers;
    private final Accounting accounting;
    private final DuplicateFilter filter;
    private final SharePipeline ring;
    private final @Nullable SnapshotKeeper snapshots;
    private List<BlockBook.Entry> openBlocks = List.of();
    private long boot;
    private long lastSplitId;

    PoolBooks(
            PoolBuilder settings,
            Network chain,
            ProofOfWork pow,
            WorkerTable workers,
            MetricsSink metrics,
            ErrorHandler errors) {
        this.settings = settings;
        this.chain = chain;
        this.workers = workers;
        this.accounting = new Accounting(settings.journal);
        this.filter = new DuplicateFilter(settings.pipeline.duplicateCapacity(), settings.pipeline.maxSharesPerBlock());
        this.ring = new SharePipeline(
                settings.pipeline,
                pow,
                settings.journal,
                accounting,
                filter,
                settings.clock,
                metrics,
                errors,
                retention());
        this.snapshots = settings.ledgerStore == null ? null : keeper(settings.ledgerStore, errors);
    }

    /**
     * In memory only windows are needed; what outlives the pool is kept whole, so that every balance can be recomputed, unless
     * verified snapshots say what may go.
     */
    private LongConsumer retention() {
        return settings.journal instanceof InMemoryJournal memory && settings.ledgerStore == null
                ? memory::retain
                : sequence -> {};
    }

    /** A copy for queries is filled from the first record at every start, so with one the journal stays whole. */
    private SnapshotKeeper keeper(LedgerStore store, ErrorHandler errors) {
        LongConsumer retain = settings.store == null ? settings.journal::retain : sequence -> {};
        return new SnapshotKeeper(store, settings.snapshots, settings.journal, retain, ring, settings.clock, errors);
    }

    /**
     * Reads the newest snapshot and the journal, starts the ring, and records this start and its terms.
     *
     * @throws io.otedama.error.JournalException when snapshot or journal are of another pool or chain, or records are missing;
     *     nothing was written
     */
    void open() {
        long from = new BooksStart(settings.journal, settings.ledgerStore).restore(accounting, settings.name, chain);
        long startedFrom = accounting.lastSequence();
        if (snapshots != null) {
            settings.journal.retain(settings.journal.firstSequence()); // until the next verified snapshot
        }
        new JournalReplay(accounting, filter, workers, ring.hashrate()).run(settings.journal, from);
        PayoutTermsRecording.checkOrigin(accounting, settings.name, chain);
        long now = settings.clock.epochMillis();
        ConfigRecord config = PayoutTermsRecording.record(accounting, settings.payout, chain, now);
        lastSplitId = accounting.lastSplitId();
        openBlocks = accounting.blocks().list();
        // later than every number before it, also when nothing was kept of the time before
        boot = Math.max(accounting.bootNumber() + 1, now);
        ring.start(); // from here on the books are the ring's
        ByteBuffer bytes = ByteBuffer.allocate(BOOT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        record(new BootRecord().encode(bytes, now, boot, chain.genesis(), settings.name));
        if (config != null) {
            record(config);
        }
        if (snapshots != null) {
            snapshots.start(startedFrom);
        }
    }

    /** Ends a clean close with what the books look like; the ring must have run dry. */
    void finish() {
        if (snapshots == null || !snapshots.finish()) {
            BooksMarker.close(ring, settings.clock.epochMillis());
        }
    }

    /** Takes no more snapshots. */
    @Override
    public void close() {
        AutoCloseableQuietly.close(snapshots);
    }

    /** How snapshots are; null when the pool takes none. */
    @Nullable
    ComponentHealth snapshotHealth() {
        return snapshots == null ? null : snapshots.health();
    }

    SharePipeline pipeline() {
        return ring;
    }

    /** Number of this start. */
    long boot() {
        return boot;
    }

    /** Blocks that earlier starts found. */
    List<BlockBook.Entry> openBlocks() {
        return openBlocks;
    }

    /** The host's own, or what the payout scheme asks for. */
    CoinbaseSplitSource splits(byte[] poolScript) {
        PayoutTerms terms = settings.payout;
        DirectPayment direct = terms == null
                ? DirectPayment.NONE
                : ask(books -> Objects.requireNonNull(books.book()).direct());
        return terms == null || direct == DirectPayment.NONE
                ? settings.splits
                : new DirectSplits(
                        direct, terms, settings.wallet == null, ring, chain, poolScript, settings.clock, lastSplitId);
    }

    /** Puts a record that the start depends on into the journal, and waits until it is durable. */
    private void record(RecordView record) {
        try {
            ring.publish(record, null).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException(
                    "the journal does not take the " + record.type().name().toLowerCase(Locale.ROOT) + " record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while starting", e);
        }
    }

    private <T> T ask(Function<Accounting, T> question) {
        try {
            return ring.query(question).get(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PoolException("the pipeline does not answer; it is overloaded or has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PoolException("interrupted while asking the pipeline", e);
        }
    }

    Summary summary() {
        return ask(Summary::of);
    }

    /**
     * The books in short.
     *
     * @param earned coinbase value of all blocks in the chain, base units
     */
    record Summary(List<BlockBook.Entry> blocks, long earned, long creditedShares, Work creditedWork) {
        private static Summary of(Accounting accounting) {
            accounting.credits().checkInvariant();
            accounting.ledger().checkInvariant();
            return new Summary(
                    accounting.blocks().list(),
                    accounting.blocks().earned(),
                    accounting.credits().totalShares(),
                    accounting.credits().totalWork());
        }
    }
}
