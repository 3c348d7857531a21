package io.otedama.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.accounting.Accounting;
import io.otedama.job.Job;
import io.otedama.ledger.BlockBook;
import io.otedama.metrics.HashrateEstimate;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.DuplicateFilter.Result;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordType;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import io.otedama.testkit.FaultyJournal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 14, 16 and 27 while the journal fails: the n-th append or flush fails, for every n that occurs. */
class JournalFaultTest {
    private static final int SHARES = 12;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rule27_whicheverAppendFailsNothingIsAcknowledgedThatIsNotInTheJournal(int threads) {
        for (int n = 1; n <= 2 * SHARES; n++) {
            int fails = n;
            FaultyJournal journal = new FaultyJournal();
            journal.failAppend = i -> i == fails;
            run(journal, threads, "append " + n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rule27_whicheverFlushFailsNothingIsAcknowledgedThatIsNotInTheJournal(int threads) {
        for (int n = 1; n <= SHARES + 4; n++) {
            for (int kept = 0; kept <= 2; kept++) {
                int fails = n;
                FaultyJournal journal = new FaultyJournal();
                journal.failFlush = i -> i == fails;
                journal.keptByFailedFlush = kept;
                run(journal, threads, "flush " + n + ", kept " + kept);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rule31_aJournalThatIsDownForAWhileCostsNothingButTime(int threads) {
        FaultyJournal journal = new FaultyJournal();
        journal.failAppend = i -> i > 3 && i < 40;
        journal.failFlush = i -> i % 3 == 0;
        run(journal, threads, "long");
    }

    /** Mines over two blocks, sends again what was refused, and compares what is left with a replay. */
    private static void run(FaultyJournal journal, int threads, String name) {
        try (PipelineRig rig = new PipelineRig(
                        PipelineRig.config().withStageThreads(threads), PipelineRig.SHA256D, journal)
                .started()) {
            PipelineRig.Loop loop = rig.loop();
            PipelineRig.Miner alice = loop.miner("alice");
            PipelineRig.Miner bob = loop.miner("bob.1");
            int accepted = 0;
            for (int block = 1; block <= 2; block++) {
                Job job = rig.issue(block);
                alice.session.assign(job);
                bob.session.assign(job);
                for (int i = 0; i < SHARES / 4; i++) {
                    accepted += mine(journal, alice, job, i);
                    accepted += mine(journal, bob, job, i);
                }
            }
            assertThat(accepted).as(name).isEqualTo(SHARES);
            assertThat(rig.fatal).as(name).isEmpty();
            assertThat(rig.pipeline.drain(10_000)).isTrue();
            compareWithReplay(rig, journal, name);
        }
    }

    private static int mine(FaultyJournal journal, PipelineRig.Miner miner, Job job, int extranonce2) {
        int attempts = 0;
        while (true) {
            long inJournalBefore = journal.durableSequence();
            miner.submit(job, extranonce2);
            miner.awaitAll();
            ShareVerdict verdict = miner.verdict(miner.tokens - 1);
            if (verdict == ShareVerdict.ACCEPTED) {
                assertThat(journal.durableSequence()).isGreaterThan(inJournalBefore);
                return 1;
            }
            assertThat(verdict).isEqualTo(ShareVerdict.JOURNAL_UNAVAILABLE);
            assertThat(++attempts).as("it recovers").isLessThan(100);
        }
    }

    private static void compareWithReplay(PipelineRig rig, FaultyJournal journal, String name) {
        Accounting again = new Accounting(journal);
        DuplicateFilter filter = new DuplicateFilter(1024, 1 << 20);
        new JournalReplay(again, filter, new WorkerTable(1000), new HashrateEstimate()).run(journal);
        assertThat(again.lastSequence()).as(name).isEqualTo(rig.accounting.lastSequence());
        assertThat(again.credits().totalWork())
                .as(name)
                .isEqualTo(rig.accounting.credits().totalWork());
        assertThat(again.credits().totalShares()).as(name).isEqualTo(SHARES);
        assertThat(again.workers().names())
                .as(name)
                .isEqualTo(rig.accounting.workers().names());
        assertThat(again.credits().workers())
                .as(name)
                .isEqualTo(rig.accounting.credits().workers());
        assertThat(again.blocks().list()).extracting(BlockBook.Entry::hash).isEmpty();
        again.credits().checkInvariant();
        checkShares(journal, filter, name);
    }

    /** No hash twice, every share behind its job and its worker, every one known to the rebuilt filter. */
    private static void checkShares(FaultyJournal journal, DuplicateFilter filter, String name) {
        Map<Long, JobRecord> jobs = new HashMap<>();
        Set<String> hashes = new HashSet<>();
        Set<Integer> workers = new HashSet<>();
        ShareRecord share = new ShareRecord();
        byte[] hash = new byte[32];
        try (JournalCursor cursor = journal.readFrom(1)) {
            while (cursor.next()) {
                if (cursor.record().type() == RecordType.JOB) {
                    JobRecord job = new JobRecord();
                    job.wrap(cursor.record());
                    assertThat(jobs.put(job.jobNumber(), job)).as(name).isNull();
                } else if (cursor.record().type() == RecordType.WORKER) {
                    WorkerRecord worker = new WorkerRecord();
                    worker.wrap(cursor.record());
                    assertThat(workers.add(worker.workerId())).as(name).isTrue();
                } else if (cursor.record().type() == RecordType.SHARE) {
                    share.wrap(cursor.record());
                    share.headerHash(hash);
                    assertThat(hashes.add(java.util.Arrays.toString(hash)))
                            .as(name)
                            .isTrue();
                    assertThat(workers)
                            .as("%s: the share's worker precedes it", name)
                            .contains(share.workerId());
                    JobRecord job = jobs.get(share.jobNumber());
                    assertThat(job).as("%s: the share's job precedes it", name).isNotNull();
                    assertThat(filter.add(job.previousBlock(), hash)).as(name).isEqualTo(Result.DUPLICATE);
                }
            }
        }
        assertThat(hashes).as(name).hasSize(SHARES);
        assertThat(jobs).as(name).hasSize(2);
    }
}
