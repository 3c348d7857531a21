package io.otedama.pipeline;

import io.otedama.chain.ShareTarget;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A slot of the ring, preallocated and used again for ever. Carries one of three things.
 *
 * <pre>
 *   SHARE   candidate, session, worker, token -> verdict -> share record -> reply
 *   RECORD  a finished journal record (job, split, block status, payment, terms, boot) -> sequence -> future
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

    /** When its record became durable; 0 when it has none. */
    long journaledNs;

    boolean needsValidation;

    /** In the journal right before the event's own record: late records, the introduction of a new worker. Mostly empty. */
    final List<RecordView> preceding = new ArrayList<>(0);

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

    @Nullable
    CompletableFuture<?> answer;

    /** Sequence of the record in the journal, 0 when none was written. */
    long journalSequence;

    /**
     * Takes a share's references. What the slot holds already is not written again: a collector that watches references
     * between old objects has to look at every one that is written.
     */
    void fill(MinerSession from, @Nullable Worker claimant, ReplyQueue back, boolean validate) {
        ShareVerdict first = validate ? ShareVerdict.PENDING : ShareVerdict.ACCEPTED;
        if (kind != Kind.SHARE) {
            kind = Kind.SHARE;
        }
        if (verdict != first) {
            verdict = first;
        }
        if (replies != back) {
            replies = back;
        }
        session = from;
        worker = claimant;
        needsValidation = validate;
    }

    /** Writes the share record, but for its sequence. */
    void encodeShare(long epochMillis, Job solved, Worker creditedWorker, ShareTarget target) {
        int flags = candidate.isBlock ? ShareRecord.FLAG_BLOCK : 0;
        shareRecord.encode(
                shareBytes,
                epochMillis,
                solved.number(),
                creditedWorker.id(),
                flags,
                candidate.headerHash,
                target,
                solved.bits());
    }

    /** Nobody will ever process this slot: tells those who wait for it. */
    void abandon(RuntimeException cause) {
        if (recorded != null) {
            recorded.completeExceptionally(cause);
        }
        if (answer != null) {
            answer.completeExceptionally(cause);
        }
    }

    /** Keeps nothing alive until the slot is used again, but for what lives as long as the pool. */
    void clear() {
        candidate.clear();
        session = null;
        worker = null;
        preceding.clear();
        record = null;
        job = null;
        recorded = null;
        query = null;
        answer = null;
        journalSequence = 0;
        journaledNs = 0;
    }
}
