package io.otedama.storage.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.LedgerAudit;
import io.otedama.OfflineLedger;
import io.otedama.Pool;
import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.error.JournalException;
import io.otedama.payout.PayoutTerms;
import io.otedama.share.ShareVerdict;
import io.otedama.snapshot.SnapshotPolicy;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.MiningJob;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.journal.Retention;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool whose journal lets its oldest segments go, and what can still be done then. */
class ShortJournalPoolIT {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String POOL = "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn";
    private static final Target EASIEST = ShareTarget.of(Difficulty.MIN, 1).target();

    /** A block is worth 65,536 of the easiest shares, a hundredth of it is the window. */
    private static final int BITS = 0x1f00ffff;

    private static final int SHARES = 200;
    private static final int MAX_ROUNDS = 30;
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final List<String> notes = new ArrayList<>();
    private long accepted;
    private PoolSnapshot last;

    private Path journal() {
        return data.resolve("journal");
    }

    private LedgerStore snapshots() {
        return FileLedgerStore.open(data.resolve("snapshots"));
    }

    private Pool pool(FakeNode node, FakeFrontEnd frontEnd, LedgerStore store) {
        JournalConfig config = JournalConfig.defaults()
                .withSegmentBytes(JournalConfig.MIN_SEGMENT_BYTES * 4)
                .withPreallocationBytes(JournalConfig.MIN_PREALLOCATION_BYTES)
                .withRetention(Retention.segments(1));
        return Pool.builder()
                .node(node)
                .payoutAddress(POOL)
                .frontEnd(frontEnd)
                .payout(PayoutTerms.parse("pplns:window=0.01,fee=100"))
                .fixedDifficulty(Difficulty.MIN)
                .clock(clock)
                .journal(FileJournal.open(journal(), config))
                .ledgerStore(store)
                .snapshots(new SnapshotPolicy(SnapshotPolicy.MIN_RECORDS, SnapshotPolicy.MIN_INTERVAL))
                .build();
    }

    /** A turn of one miner on a new previous block, twenty minutes after the one before, and the snapshot that follows. */
    @BeforeEach
    void mineUntilTheJournalHasLostItsBeginning() throws InterruptedException {
        FakeNode node = new FakeNode(BITS);
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        LedgerStore store = snapshots();
        try (Pool pool = pool(node, frontEnd, store)) {
            pool.start();
            for (int round = 1; firstSequence() == 1; round++) {
                assertThat(round).as("rounds").isLessThan(MAX_ROUNDS);
                long before = newest(store);
                mine(frontEnd, ADDRESS + ".rig" + round % 3);
                clock.advance(Duration.ofMinutes(20));
                await().atMost(WAIT).until(() -> newest(store) > before);
                int jobs = frontEnd.jobs.size();
                node.pushBlock(round + 1, round);
                await().atMost(WAIT).until(() -> frontEnd.jobs.size() > jobs);
            }
            last = pool.snapshot();
        }
        assertThat(last.creditedShares()).isEqualTo(accepted);
    }

    private static long newest(LedgerStore store) {
        List<Long> sequences = store.sequences();
        return sequences.isEmpty() ? 0 : sequences.get(0);
    }

    private long firstSequence() {
        try (JournalReader reader = JournalReader.open(journal())) {
            return reader.firstSequence();
        }
    }

    private void mine(FakeFrontEnd frontEnd, String worker) throws InterruptedException {
        FakeMiner miner = new FakeMiner(frontEnd, worker, "x");
        MiningJob job = frontEnd.ingress().currentJob();
        miner.session.assign(job);
        for (int i = 0; i < SHARES; i++) {
            assertThat(miner.submit(miner.solve(job, i, EASIEST, job.networkTarget())))
                    .isEqualTo(ShareVerdict.ACCEPTED);
            accepted++;
        }
    }

    private static Map<String, Long> counts(PoolSnapshot snapshot) {
        return snapshot.workers().stream()
                .collect(Collectors.toMap(WorkerSnapshot::name, WorkerSnapshot::acceptedShares));
    }

    private LedgerAudit audit() {
        try (JournalReader reader = JournalReader.open(journal())) {
            return LedgerAudit.run(reader, snapshots(), sequence -> {}, notes::add);
        }
    }

    @Test
    void theNextStartKnowsEverythingAndGoesOn() throws InterruptedException {
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        try (Pool pool = pool(new FakeNode(BITS), frontEnd, snapshots())) {
            pool.start();
            PoolSnapshot now = pool.snapshot();
            assertThat(now.creditedShares()).isEqualTo(accepted);
            assertThat(now.creditedWork()).isEqualTo(last.creditedWork());
            assertThat(counts(now)).isEqualTo(counts(last));
            mine(frontEnd, ADDRESS + ".rig1");
            assertThat(pool.snapshot().creditedShares()).isEqualTo(accepted);
            assertThat(pool.snapshot().health())
                    .filteredOn(h -> h.component().equals("ledger snapshots"))
                    .extracting(ComponentHealth::status)
                    .containsExactly(Status.UP);
        }
        assertThat(audit().ledger().creditedShares()).isEqualTo(accepted);
    }

    @Test
    void auditsBeginWithTheOldestSnapshotAndSayso() {
        LedgerAudit audit = audit();
        assertThat(audit.compared())
                .isEqualTo(snapshots().sequences().stream().sorted().toList())
                .hasSize(2);
        assertThat(audit.unreadable()).isEmpty();
        assertThat(notes)
                .containsExactly("the journal begins at record " + firstSequence()
                        + "; the books begin with the snapshot of record "
                        + audit.compared().get(0));
        assertThat(audit.ledger().creditedShares()).isEqualTo(accepted);
        try (JournalReader reader = JournalReader.open(journal())) {
            OfflineLedger newest = OfflineLedger.replay(reader, snapshots(), sequence -> {}, notes::add);
            assertThat(newest.digest()).isEqualTo(audit.ledger().digest());
            assertThatThrownBy(() -> OfflineLedger.replay(reader, sequence -> {}))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("without a good snapshot");
        }
    }

    @Test
    void oneDamagedSnapshotCostsNothing() {
        FileLedgerStoreTest.flip(data.resolve("snapshots"), newest(snapshots()));
        try (Pool pool = pool(new FakeNode(BITS), new FakeFrontEnd(), snapshots())) {
            pool.start();
            assertThat(pool.snapshot().creditedShares()).isEqualTo(accepted);
        }
        assertThat(audit().compared()).hasSize(2); // the one that the close has taken has replaced it
    }

    @Test
    void withoutAnySnapshotItIsRefused() {
        LedgerStore store = snapshots();
        store.sequences().forEach(store::delete);
        try (Pool pool = pool(new FakeNode(BITS), new FakeFrontEnd(), snapshots())) {
            assertThatThrownBy(pool::start)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("begins at record " + firstSequence())
                    .hasMessageContaining("no snapshot to start from is good");
        }
    }
}
