package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.chain.Target;
import io.otedama.payout.PayoutTerms;
import io.otedama.share.ShareVerdict;
import io.otedama.snapshot.SnapshotPolicy;
import io.otedama.spi.LedgerStore;
import io.otedama.spi.MiningJob;
import io.otedama.storage.journal.FileJournal;
import io.otedama.storage.journal.JournalConfig;
import io.otedama.storage.journal.JournalReader;
import io.otedama.storage.journal.Retention;
import io.otedama.storage.snapshot.FileLedgerStore;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import io.otedama.testkit.FakeNode;
import io.otedama.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a journal whose oldest segments were deleted. */
class ShortJournalCommandIT {
    private static final String ALICE = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final Target EASIEST = ShareTarget.of(Difficulty.MIN, 1).target();
    private static final int SHARES = 300;
    private static final int MAX_ROUNDS = 30;
    private static final Duration WAIT = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private long accepted;

    private void mineUntilTheJournalIsShort() throws InterruptedException {
        FakeNode node = new FakeNode(FakeNode.HARD_BITS);
        FakeFrontEnd frontEnd = new FakeFrontEnd();
        LedgerStore store = FileLedgerStore.open(DataDirectory.snapshots(data));
        JournalConfig config = JournalConfig.defaults()
                .withSegmentBytes(JournalConfig.MIN_SEGMENT_BYTES * 4)
                .withPreallocationBytes(JournalConfig.MIN_PREALLOCATION_BYTES)
                .withRetention(Retention.segments(1));
        try (Pool pool = Pool.builder()
                .node(node)
                .payoutAddress("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn")
                .frontEnd(frontEnd)
                .payout(PayoutTerms.parse("prop:fee=100"))
                .fixedDifficulty(Difficulty.MIN)
                .clock(clock)
                .journal(FileJournal.open(DataDirectory.journal(data), config))
                .ledgerStore(store)
                .snapshots(new SnapshotPolicy(SnapshotPolicy.MIN_RECORDS, SnapshotPolicy.MIN_INTERVAL))
                .build()) {
            pool.start();
            for (int round = 1; firstSequence() == 1; round++) {
                assertThat(round).as("rounds").isLessThan(MAX_ROUNDS);
                List<Long> before = store.sequences();
                mine(frontEnd);
                clock.advance(Duration.ofMinutes(20));
                await().atMost(WAIT).until(() -> !store.sequences().equals(before));
                int jobs = frontEnd.jobs.size();
                node.pushBlock(round + 1, round);
                await().atMost(WAIT).until(() -> frontEnd.jobs.size() > jobs);
            }
        }
    }

    private long firstSequence() {
        try (JournalReader reader = JournalReader.open(DataDirectory.journal(data))) {
            return reader.firstSequence();
        }
    }

    private void mine(FakeFrontEnd frontEnd) throws InterruptedException {
        FakeMiner miner = new FakeMiner(frontEnd, ALICE, "x");
        MiningJob job = frontEnd.ingress().currentJob();
        miner.session.assign(job);
        for (int i = 0; i < SHARES; i++) {
            assertThat(miner.submit(miner.solve(job, i, EASIEST, job.networkTarget())))
                    .isEqualTo(ShareVerdict.ACCEPTED);
            accepted++;
        }
    }

    @Test
    void theyBeginWithASnapshotAndSaySo() throws InterruptedException {
        mineUntilTheJournalIsShort();
        String begins =
                "the journal begins at record " + firstSequence() + "; the books begin with the snapshot of record ";

        CommandRun verify = CommandRun.of("ledger", "verify", "--data", data.toString());
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.err()).contains(begins);
        assertThat(verify.out().get(0)).contains(" shares=" + accepted + " ", " snapshots=2 ");
        for (String[] command : new String[][] {{"ledger", "show"}, {"payout", "plan"}, {"payout", "status"}}) {
            CommandRun run = CommandRun.of(command[0], command[1], "--data", data.toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains(begins);
        }
    }
}
