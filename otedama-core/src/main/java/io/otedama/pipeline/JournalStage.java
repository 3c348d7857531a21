package io.otedama.pipeline;

import io.otedama.chain.ShareTarget;
import io.otedama.error.ErrorHandler;
import io.otedama.error.JournalException;
import io.otedama.job.Job;
import io.otedama.metrics.JournalFlushEvent;
import io.otedama.session.Worker;
import io.otedama.share.DuplicateFilter;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.PoolClock;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareJournal;
import io.otedama.spi.WorkerRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Appends what changes the ledger, then flushes once per batch. A share that could not be recorded is answered so and
 * leaves the duplicate filter again: the miner may send it once more. Job, split and block records that could not be recorded wait
 * and go in front of whatever is appended next, so that no share ever precedes its job.
 *
 * <pre>
 *   event -> late records … , worker's introduction , the event's own record      all or nothing behind the last durable one
 * </pre>
 */
final class JournalStage implements Stage {
    private final ShareJournal journal;
    private final DuplicateFilter filter;
    private final PoolClock clock;
    private final ErrorHandler errors;
    private final LateRecords late;
    private final PipelineMetrics metrics;

    /** Slots of the ring, which are never given up: those from {@code count} on are left over from larger batches. */
    private final ShareEvent[] unflushed;

    private int count;
    private long batchMillis;
    private boolean reported;

    /** Every event of the batch has its verdict since then: the stage before has finished all of them. */
    private long verdictNs;

    /** When the oldest share of the batch was decoded; meaningful while {@link #hasShares}. */
    private long oldestNs;

    private boolean hasShares;

    JournalStage(
            ShareJournal journal,
            DuplicateFilter filter,
            PoolClock clock,
            ErrorHandler errors,
            PipelineMetrics metrics,
            int maxBatch) {
        this.journal = journal;
        this.filter = filter;
        this.clock = clock;
        this.errors = errors;
        this.metrics = metrics;
        this.late = new LateRecords(errors);
        this.unflushed = new ShareEvent[maxBatch];
    }

    @Override
    public void onEvent(ShareEvent event) {
        boolean share = event.kind == ShareEvent.Kind.SHARE && event.verdict.isAccepted();
        RecordView record = event.kind == ShareEvent.Kind.RECORD ? event.record : null;
        if (!share && record == null) {
            return;
        }
        if (count == 0) {
            begin();
        }
        unflushed[count++] = event; // also when it is refused: what precedes it may be in the journal
        try {
            late.appendTo(journal, event);
            if (record == null) {
                appendShare(event);
            } else {
                event.journalSequence = journal.append(record);
                record.assignSequence(event.journalSequence);
            }
        } catch (JournalException e) {
            report(e);
            refuse(event, e);
            if (record != null) {
                late.add(record);
            }
        }
    }

    /** Two readings of the clock here, two at the flush: four for a batch, none for a share. */
    private void begin() {
        batchMillis = clock.epochMillis();
        verdictNs = clock.nanoTime();
        metrics.commitBegins(verdictNs);
    }

    private void appendShare(ShareEvent event) {
        Worker worker = event.worker;
        ShareTarget target = event.candidate.target;
        Job job = event.candidate.job;
        if (worker == null || target == null || job == null) {
            throw new IllegalStateException("accepted share without worker, target or job");
        }
        if (!worker.isJournaled()) {
            ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            RecordView introduction =
                    new WorkerRecord().encode(bytes, batchMillis, worker.id(), worker.name(), worker.account());
            introduction.assignSequence(journal.append(introduction));
            event.preceding.add(introduction);
            worker.markJournaled(true);
        }
        event.encodeShare(batchMillis, job, worker, target);
        event.journalSequence = journal.append(event.shareRecord);
        event.shareRecord.assignSequence(event.journalSequence);
        if (!hasShares) {
            hasShares = true;
            oldestNs = event.receivedNs;
        }
    }

    @Override
    public void onBatchEnd() {
        if (count == 0) {
            return;
        }
        JournalFlushEvent recording = JournalFlushEvent.beginIfWanted();
        long flushNs = clock.nanoTime();
        try {
            journal.flush();
            measure(flushNs, clock.nanoTime());
        } catch (JournalException e) {
            report(e);
            takeBack(journal.durableSequence(), e);
        }
        if (recording != null) {
            recording.end(count, !reported);
        }
        metrics.commitEnds();
        if (reported) {
            metrics.journalFailures.increment();
        }
        count = 0;
        hasShares = false;
        reported = false;
    }

    private void measure(long flushNs, long nowNs) {
        metrics.flushLatency.record(nowNs - flushNs);
        if (hasShares) {
            metrics.verdictLatency.record(verdictNs - oldestNs);
            metrics.journalLatency.record(nowNs - verdictNs);
        }
        for (int i = 0; i < count; i++) {
            unflushed[i].journaledNs = unflushed[i].journalSequence == 0 ? 0 : nowNs;
        }
    }

    /** Nothing after {@code durable} is in the journal: it is as if it had never been appended. */
    private void takeBack(long durable, JournalException cause) {
        for (int i = count - 1; i >= 0; i--) { // backwards: the late ones queue up in their old order
            ShareEvent event = unflushed[i];
            if (event.journalSequence > durable) {
                refuse(event, cause);
                if (event.record != null) {
                    late.addFirst(event.record);
                }
            }
            for (int p = event.preceding.size() - 1; p >= 0; p--) {
                RecordView record = event.preceding.get(p);
                if (record.sequence() > durable) {
                    event.preceding.remove(p);
                    if (!late.addFirst(record) && event.worker != null) {
                        event.worker.markJournaled(false); // it was his introduction
                    }
                }
            }
        }
    }

    /** Once per batch: a full disk must not become a flood of reports. */
    private void report(JournalException e) {
        if (!reported) {
            reported = true;
            errors.onError("journal", e, false);
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
