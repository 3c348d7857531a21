package io.otedama.pipeline;

import io.otedama.accounting.Accounting;
import io.otedama.accounting.SnapshotMarks;
import io.otedama.chain.Hash256;
import io.otedama.metrics.HashrateEstimate;
import io.otedama.session.Worker;
import io.otedama.session.WorkerTable;
import io.otedama.share.DuplicateFilter;
import io.otedama.spi.JobRecord;
import io.otedama.spi.JournalCursor;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rebuilds everything that lives in memory from the journal, before the pipeline starts: books, duplicate filter, workers
 * with their last difficulty, hashrates. Books that were restored from a snapshot continue behind it. One thread.
 */
public final class JournalReplay {
    private static final int REMEMBERED_JOBS = 4096;

    private final Accounting accounting;
    private final DuplicateFilter filter;
    private final WorkerTable workers;
    private final HashrateEstimate poolHashrate;
    private final JobRecord job = new JobRecord();
    private final ShareRecord share = new ShareRecord();
    private final WorkerRecord introduction = new WorkerRecord();
    private final Map<Integer, Worker> byId = new HashMap<>();
    private final Map<Long, Hash256> previousBlocks = new LinkedHashMap<>();
    private final byte[] hash = new byte[Hash256.BYTES];
    private long records;

    public JournalReplay(
            Accounting accounting, DuplicateFilter filter, WorkerTable workers, HashrateEstimate poolHashrate) {
        this.accounting = accounting;
        this.filter = filter;
        this.workers = workers;
        this.poolHashrate = poolHashrate;
    }

    /**
     * Reads the whole journal into new books.
     *
     * @return how many records there were
     */
    public long run(ShareJournal journal) {
        return run(journal, journal.firstSequence());
    }

    /**
     * Reads the journal from a record on. Books that know it already, because they were restored, take only what comes behind
     * their last record; of the records before it come header hashes, difficulties and hashrates.
     *
     * @param from as {@link io.otedama.spi.LedgerSnapshot#replayFrom()} says, of the snapshot that the books were restored from
     * @return how many records there were
     * @throws IllegalStateException when the journal remembers other books at some record: says which
     */
    public long run(ShareJournal journal, long from) {
        restoreWorkers();
        SnapshotMarks marks = SnapshotMarks.read(journal, Math.max(from, accounting.lastSequence() + 1));
        marks.check(accounting);
        try (JournalCursor cursor = journal.readFrom(from)) {
            while (cursor.next()) {
                apply(cursor.record());
                marks.check(accounting);
                records++;
            }
        }
        recallCounts();
        return records;
    }

    private void restoreWorkers() {
        accounting.workers().names().forEach((id, name) -> byId.put(id, workers.restore(id, name)));
        for (int id : accounting.credits().workers()) {
            workers.reserve(id);
        }
    }

    /** A replay that began later has not seen every share. */
    private void recallCounts() {
        byId.forEach((id, worker) ->
                worker.statistics().recall(0, accounting.credits().shares(id), 0));
    }

    private void apply(RecordView record) {
        if (record.sequence() > accounting.lastSequence()) {
            accounting.apply(record);
        }
        switch (record.type()) {
            case BOOT -> previousBlocks.clear(); // job numbers start again
            case WORKER -> {
                introduction.wrap(record);
                byId.computeIfAbsent(introduction.workerId(), id -> workers.restore(id, introduction.workerName()));
            }
            case JOB -> {
                job.wrap(record);
                Hash256 previous = job.previousBlock();
                previousBlocks.put(job.jobNumber(), previous);
                if (previousBlocks.size() > REMEMBERED_JOBS) {
                    previousBlocks.remove(previousBlocks.keySet().iterator().next());
                }
                filter.onPreviousBlock(previous);
            }
            case SHARE -> applyShare(record);
            default -> {
                // the books know
            }
        }
    }

    private void applyShare(RecordView record) {
        share.wrap(record);
        share.headerHash(hash);
        Hash256 previous = previousBlocks.get(share.jobNumber());
        if (previous != null) {
            filter.add(previous, hash);
        }
        long at = share.epochMillis();
        poolHashrate.add(at, share.workHi(), share.workLo());
        workers.reserve(share.workerId()); // also when the record with the name is no longer held
        Worker worker = byId.get(share.workerId());
        if (worker != null) {
            worker.statistics().accepted(at, share.workHi(), share.workLo(), share.bits(), share.isBlock());
            worker.rememberDifficulty(share.difficulty(), at);
        }
    }
}
