package io.otedama.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.otedama.accounting.Accounting;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.SeededRandom;
import io.otedama.error.LedgerStoreException;
import io.otedama.metrics.HashrateEstimate;
import io.otedama.metrics.InMemoryMetrics;
import io.otedama.pipeline.JournalReplay;
import io.otedama.pipeline.PipelineConfig;
import io.otedama.pipeline.SharePipeline;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.InMemoryJournal;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.LedgerSnapshot;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.SnapshotRecord;
import io.otedama.testkit.InMemoryLedgerStore;
import io.otedama.testkit.VirtualClock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When snapshots are taken, what makes them good, and what the journal may drop then. */
class SnapshotKeeperTest {
    private static final int RECORDS = 1_500;
    private static final SnapshotPolicy POLICY = new SnapshotPolicy(RECORDS, Duration.ofMinutes(10));
    private static final Network CHAIN = Network.BITCOIN_REGTEST;

    private final InMemoryJournal whole = new InMemoryJournal();
    private final ShortenedJournal journal = new ShortenedJournal(whole, 1);
    private final Accounting live = new Accounting(journal);
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final RandomCourse course =
            new RandomCourse(SeededRandom.forTest(getClass()), CHAIN.genesis(), this::publish);
    private SharePipeline ring;
    private SnapshotKeeper keeper;
    private CompletableFuture<Long> last;

    @BeforeEach
    void start() {
        whole.retain(1);
        ring = new SharePipeline(
                PipelineConfig.forCores(2).withDuplicates(64, 1 << 20),
                new Sha256dProofOfWork(),
                journal,
                live,
                new DuplicateFilter(64, 1 << 20),
                clock,
                new InMemoryMetrics(),
                (where, error, fatal) -> errors.add(error),
                sequence -> {});
        ring.start();
        keeper = new SnapshotKeeper(
                store, POLICY, journal, journal::retain, ring, clock, (where, error, fatal) -> errors.add(error));
        course.begin("pplns:window=400,fee=100");
    }

    @AfterEach
    void stop() {
        keeper.close();
        ring.close();
    }

    private void publish(RecordView record) {
        last = ring.publish(record, null);
    }

    private void run(int records) {
        course.run(records);
        Objects.requireNonNull(last).join();
    }

    private List<SnapshotRecord> marks() {
        List<SnapshotRecord> marks = new ArrayList<>();
        try (JournalCursor cursor = whole.readFrom(1)) {
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.SNAPSHOT) {
                    ByteBuffer copy = ByteBuffer.allocate(SnapshotRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                    cursor.record().copyTo(copy, 0, cursor.record().sequence());
                    marks.add((SnapshotRecord) new SnapshotRecord().wrap(new RecordView().wrap(copy, 0)));
                }
            }
        }
        return marks;
    }

    @Test
    void oneIsTakenAfterEnoughRecordsOrEnoughTime() {
        keeper.round();
        assertThat(store.kept).isEmpty();
        run(RECORDS);
        keeper.round();
        assertThat(store.kept).hasSize(1);
        run(10);
        keeper.round();
        assertThat(store.kept).hasSize(1);
        clock.advance(POLICY.interval());
        keeper.round();
        assertThat(store.kept).hasSize(2);
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        assertThat(errors).isEmpty();
    }

    @Test
    void theJournalRemembersEachWithItsDigestAndEveryReplayComparesIt() {
        for (int i = 0; i < 3; i++) {
            run(RECORDS);
            keeper.round();
        }
        assertThat(marks()).hasSize(3);
        long newest = marks().get(2).stateSequence();
        assertThat(store.load(newest).digest()).isEqualTo(marks().get(2).digest());
        assertThat(replay().state()).isEqualTo(ring.query(Accounting::state).join());

        ByteBuffer bytes = ByteBuffer.allocate(SnapshotRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        publish(new SnapshotRecord().encode(bytes, clock.epochMillis(), newest - 7, Hash256.ZERO));
        Objects.requireNonNull(last).join();
        assertThatThrownBy(this::replay)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("remembers other books than this replay has at record " + (newest - 7));
    }

    private Accounting replay() {
        Accounting books = new Accounting(journal);
        new JournalReplay(books, new DuplicateFilter(0, 1 << 20), new WorkerTable(100), new HashrateEstimate())
                .run(journal);
        return books;
    }

    @Test
    void theNewestTwoStayAndTheJournalKeepsWhatBothNeed() {
        run(RECORDS);
        keeper.round();
        assertThat(journal.retained).as("with one snapshot").isZero();
        for (int i = 0; i < 4; i++) {
            run(RECORDS);
            keeper.round();
            assertThat(store.kept).hasSize(SnapshotKeeper.KEPT);
            long needed = store.kept.values().stream()
                    .mapToLong(LedgerSnapshot::retainFrom)
                    .min()
                    .orElseThrow();
            assertThat(journal.retained)
                    .isEqualTo(needed)
                    .isLessThan(store.sequences().get(1));
            journal.shorten(needed);
        }
        assertThat(journal.retained).isGreaterThan(RECORDS);
    }

    @Test
    void aDamagedNewestOneIsPassedOverAtTheNextStart() {
        for (int i = 0; i < 4; i++) {
            run(RECORDS);
            keeper.round();
        }
        run(10);
        assertThat(keeper.finish()).isTrue();
        journal.shorten(journal.retained);
        byte[] expected = ring.query(Accounting::state).join();
        store.damage(store.sequences().get(0));

        Accounting books = new Accounting(journal);
        long from = new BooksStart(journal, store).restore(books, RandomCourse.POOL, CHAIN);
        assertThat(books.lastSequence()).isEqualTo(store.sequences().get(1));
        new JournalReplay(books, new DuplicateFilter(0, 1 << 20), new WorkerTable(100), new HashrateEstimate())
                .run(journal, from);
        assertThat(books.state()).isEqualTo(expected);
    }

    @Test
    void booksThatDifferFromTheJournalStopSnapshotsAndDeleting() {
        run(RECORDS);
        keeper.round();
        run(RECORDS);
        keeper.round();
        long retained = journal.retained;
        ring.query(books -> {
                    books.credits().credit(1, 0, 1);
                    return 0;
                })
                .join();
        run(RECORDS);
        List<Long> before = store.sequences();
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(Status.DOWN);
        assertThat(keeper.health().detail()).contains("the books differ from the journal", "ledger verify");
        assertThat(errors).hasSize(1);
        keeper.round();
        run(RECORDS);
        keeper.round();
        assertThat(keeper.finish()).as("nobody marks such books").isTrue();
        assertThat(errors).hasSize(1);
        assertThat(store.sequences()).isEqualTo(before);
        assertThat(marks()).hasSize(2);
        assertThat(journal.retained).isEqualTo(retained);
    }

    @Test
    void aSnapshotIsNotKeptBeforeItsRecordsAreSafe() {
        AtomicLong forcedBefore = new AtomicLong();
        keeper.close();
        InMemoryLedgerStore watched = new InMemoryLedgerStore() {
            @Override
            public void save(LedgerSnapshot snapshot) {
                forcedBefore.set(journal.forced);
                super.save(snapshot);
            }
        };
        keeper = new SnapshotKeeper(
                watched, POLICY, journal, journal::retain, ring, clock, (where, error, fatal) -> errors.add(error));
        run(RECORDS);
        keeper.round();
        assertThat(watched.sequences()).hasSize(1);
        assertThat(forcedBefore.get())
                .isGreaterThanOrEqualTo(watched.sequences().get(0));
    }

    @Test
    void aStoreThatFailsIsTriedAgainLater() {
        run(RECORDS);
        store.failing = true;
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
        store.failing = false;
        keeper.round();
        assertThat(store.kept).isEmpty();
        clock.advance(Duration.ofMillis(SnapshotKeeper.RETRY_MS));
        keeper.round();
        assertThat(store.kept).hasSize(1);
        assertThat(keeper.health().status()).isEqualTo(Status.UP);
        assertThat(errors).isEmpty();
    }

    @Test
    void aSnapshotThatDoesNotReadBackIsNotReliedOn() {
        InMemoryLedgerStore damaging = new InMemoryLedgerStore() {
            @Override
            public void save(LedgerSnapshot snapshot) {
                super.save(snapshot);
                damage(snapshot.sequence());
            }
        };
        try (SnapshotKeeper other = new SnapshotKeeper(
                damaging, POLICY, journal, journal::retain, ring, clock, (where, error, fatal) -> errors.add(error))) {
            run(RECORDS);
            other.round();
            assertThat(other.health().status()).isEqualTo(Status.DEGRADED);
            assertThat(damaging.kept).isEmpty();
            assertThat(marks()).isEmpty();
        }
    }

    @Test
    void withoutTheBeginningOfTheJournalNothingCanBeProved() {
        run(RECORDS);
        journal.shorten(5);
        keeper.round();
        assertThat(keeper.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(keeper.health().detail()).contains("the journal begins at record 5");
        assertThat(store.kept).isEmpty();
    }

    @Test
    void whatCannotBeRestoredIsNoSnapshot() {
        run(RECORDS);
        keeper.round();
        LedgerSnapshot good = store.load(store.sequences().get(0));
        byte[] cut = java.util.Arrays.copyOf(good.state(), good.state().length - 3);
        LedgerSnapshot bad = new LedgerSnapshot(
                good.sequence(),
                good.format(),
                good.poolName(),
                good.genesis(),
                LedgerSnapshot.digest(cut),
                good.replayFrom(),
                good.retainFrom(),
                cut);
        assertThatThrownBy(() -> StoredSnapshots.checkRestores(bad, journal))
                .isInstanceOf(LedgerStoreException.class)
                .hasMessageContaining("cannot be restored");
    }
}
