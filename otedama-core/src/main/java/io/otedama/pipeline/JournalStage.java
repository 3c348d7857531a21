package io.otedama.pipeline;

import io.otedama.chain.ShareTarget;
import io.otedama.error.ErrorHandler;
import io.otedama.error.JournalException;
import io.otedama.job.Job;
import io.otedama.session.Worker;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.ShareRecord;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Appends what changes the ledger, then flushes once per batch. A share that could not be recorded is answered so and
 * leaves the duplicate filter again: the miner may send it once more.
 */
final class JournalStage implements Stage {
    private static final ShareEvent EMPTY = new ShareEvent();

    private final ShareJournal journal;
    private final DuplicateFilter filter;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final ShareEvent[] unflushed;
    private int count;
    private long batchMillis;

    JournalStage(ShareJournal journal, DuplicateFilter filter, PoolClock clock, ErrorHandler errors, int maxBatch) {
        this.journal = journal;
        this.filter = filter;
        this.clock = clock;
        this.errors = errors;
        this.unflushed = new ShareEvent[maxBatch];
    }

    @Override
    public void onEvent(ShareEvent event) {
        if (count == 0) {
            batchMillis = clock.epochMillis();
        }
        try {
            if (event.kind == ShareEvent.Kind.SHARE && event.verdict.isAccepted()) {
                unflushed[count++] = event;
                appendShare(event);
            } else if (event.kind == ShareEvent.Kind.RECORD && event.record != null) {
                unflushed[count++] = event;
                event.journalSequence = journal.append(event.record);
                event.record.assignSequence(event.journalSequence);
            }
        } catch (JournalException e) {
            errors.onError("journal", e, false);
            refuse(unflushed[--count], e);
        }
    }

    private void appendShare(ShareEvent event) {
        Worker worker = event.worker;
        ShareTarget target = event.candidate.target;
        Job job = event.candidate.job;
        if (worker == null || target == null || job == null) {
            throw new IllegalStateException("accepted share without worker, target or job");
        }
        if (!worker.isJournaled()) {
            ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
            RecordView introduction = new WorkerRecord().encode(bytes, batchMillis, worker.id(), worker.name());
            introduction.assignSequence(journal.append(introduction));
            event.workerRecord = introduction;
            worker.markJournaled(true);
        }
        int flags = event.candidate.isBlock ? ShareRecord.FLAG_BLOCK : 0;
        event.shareRecord.encode(
                event.shareBytes, batchMillis, job.number(), worker.id(), flags, event.candidate.headerHash, target);
        event.journalSequence = journal.append(event.shareRecord);
        event.shareRecord.assignSequence(event.journalSequence);
    }

    @Override
    public void onBatchEnd() {
        if (count == 0) {
            return;
        }
        try {
            journal.flush();
        } catch (JournalException e) {
            errors.onError("journal", e, false);
            long durable = journal.durableSequence();
            for (int i = 0; i < count; i++) {
                if (unflushed[i].journalSequence > durable) {
                    takeBackIntroduction(unflushed[i], durable);
                    refuse(unflushed[i], e);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            unflushed[i] = EMPTY;
        }
        count = 0;
    }

    private void takeBackIntroduction(ShareEvent event, long durable) {
        if (event.workerRecord != null && event.workerRecord.sequence() > durable && event.worker != null) {
            event.worker.markJournaled(false);
            event.workerRecord = null;
        }
    }

    private void refuse(ShareEvent event, JournalException cause) {
        event.journalSequence = 0;
        if (event.kind == ShareEvent.Kind.SHARE) {
            event.verdict = ShareVerdict.JOURNAL_UNAVAILABLE;
            Job job = event.candidate.job;
            if (job != null) {
                filter.remove(job.previousBlock(), event.candidate.headerHash);
            }
        } else if (event.recorded != null) {
            event.recorded.completeExceptionally(cause);
        }
    }
}
