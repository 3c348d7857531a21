package io.otedama.pipeline;

import io.otedama.job.Job;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.session.Worker;
import io.otedama.share.ShareCandidate;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.RecordView;
import io.otedama.spi.ShareRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the ring, preallocated and used again for ever. Carries one of three things.
 *
 * <pre>
 *   SHARE   candidate, session, worker, token -> verdict -> share record -> reply
 *   RECORD  a finished journal record (job, block status, boot) -> sequence -> future
 *   QUERY   a task that reads the books between two records -> future
 * </pre>
 */
final class ShareEvent {
    enum Kind {
        NONE,
        SHARE,
        RECORD,
        QUERY
    }

    Kind kind = Kind.NONE;

    // SHARE
    final ShareCandidate candidate = new ShareCandidate();
    final ByteBuffer shareBytes = ByteBuffer.allocate(ShareRecord.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    final ShareRecord shareRecord = new ShareRecord();

    @Nullable
    MinerSession session;

    @Nullable
    Worker worker;

    @Nullable
    ReplyQueue replies;

    ShareVerdict verdict = ShareVerdict.PENDING;
    long token;
    long receivedNs;
    boolean needsValidation;

    /** The worker's own record, when this is its first share; precedes the share in the journal. */
    @Nullable
    RecordView workerRecord;

    // RECORD
    @Nullable
    RecordView record;

    @Nullable
    Job job;

    @Nullable
    CompletableFuture<Long> recorded;

    // QUERY
    @Nullable
    Runnable query;

    /** Sequence of the record in the journal, 0 when none was written. */
    long journalSequence;

    /** Keeps nothing alive until the slot is used again. */
    void clear() {
        kind = Kind.NONE;
        candidate.clear();
        session = null;
        worker = null;
        replies = null;
        workerRecord = null;
        record = null;
        job = null;
        recorded = null;
        query = null;
        journalSequence = 0;
    }
}
