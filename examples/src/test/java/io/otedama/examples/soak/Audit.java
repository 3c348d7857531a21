package io.otedama.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.PoolSnapshot;
import io.otedama.WorkerSnapshot;
import io.otedama.chain.Hash256;
import io.otedama.chain.Work;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordType;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares what the journal credited with what the clients saw, worker by worker, and with the pool's own sums. */
final class Audit {
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Credit> credits = new HashMap<>();
    private final Set<Hash256> hashes = new HashSet<>();
    private long shares;
    private Work work = Work.ZERO;

    /** What one worker was credited. */
    private static final class Credit {
        private long shares;
        private Work work = Work.ZERO;
    }

    /** Reads the whole journal; no header may occur twice. */
    static Audit of(ShareJournal journal) {
        Audit audit = new Audit();
        assertThat(journal.firstSequence()).as("the journal holds everything").isOne();
        try (JournalCursor cursor = journal.readFrom(1)) {
            while (cursor.next()) {
                audit.add(cursor.record());
            }
        }
        return audit;
    }

    private void add(RecordView record) {
        if (record.type() == RecordType.WORKER) {
            WorkerRecord worker = new WorkerRecord();
            worker.wrap(record);
            names.put(worker.workerId(), worker.workerName());
        } else if (record.type() == RecordType.SHARE) {
            ShareRecord share = new ShareRecord();
            share.wrap(record);
            byte[] hash = new byte[Hash256.BYTES];
            share.headerHash(hash);
            assertThat(hashes.add(Hash256.ofInternal(hash)))
                    .as("no header is credited twice")
                    .isTrue();
            Credit credit = credits.computeIfAbsent(names.get(share.workerId()), n -> new Credit());
            credit.shares++;
            credit.work = credit.work.plus(share.work());
            shares++;
            work = work.plus(share.work());
        }
    }

    long shares() {
        return shares;
    }

    /** The pool's sums are those of its journal, in all and for each worker. */
    void check(PoolSnapshot snapshot) {
        assertThat(snapshot.creditedShares()).isEqualTo(shares);
        assertThat(snapshot.creditedWork()).isEqualTo(work);
        Map<String, Long> statistics = new HashMap<>();
        for (WorkerSnapshot worker : snapshot.workers()) {
            statistics.put(worker.name(), worker.acceptedShares());
        }
        credits.forEach((name, credit) ->
                assertThat(statistics.get(name)).as("statistics of %s", name).isEqualTo(credit.shares));
    }

    /** What the client saw accepted is what was credited; only what was under way when a connection ended is uncertain. */
    void check(String worker, Tally tally) {
        Credit credit = credits.getOrDefault(worker, new Credit());
        assertThat(credit.shares)
                .as("shares of %s, which saw %s", worker, tally)
                .isBetween(tally.accepted, tally.accepted + tally.uncertain);
        assertThat(credit.work)
                .as("work of %s, which saw %s", worker, tally)
                .isBetween(tally.acceptedWork, tally.acceptedWork.plus(tally.uncertainWork));
        credits.remove(worker);
    }

    /** Exactly so many shares were credited to that worker. */
    void checkShares(String worker, long expected) {
        Credit credit = credits.getOrDefault(worker, new Credit());
        assertThat(credit.shares).as("shares of %s", worker).isEqualTo(expected);
        credits.remove(worker);
    }

    /** After all workers were checked. */
    void checkNobodyElse() {
        assertThat(credits.keySet()).as("workers that never were").isEmpty();
    }
}
