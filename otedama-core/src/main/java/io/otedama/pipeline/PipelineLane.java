package io.otedama.pipeline;

import io.otedama.job.CustomJobs;
import io.otedama.job.ExtranonceAllocator;
import io.otedama.job.Job;
import io.otedama.job.JobTable;
import io.otedama.session.IngressLane;
import io.otedama.session.MinerConnection;
import io.otedama.session.MinerSession;
import io.otedama.session.PortDifficulty;
import io.otedama.session.ReplyQueue;
import io.otedama.session.ShareSubmission;
import io.otedama.session.Worker;
import io.otedama.share.ShareCandidate;
import io.otedama.share.ShareValidator;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.PoolClock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's way into the ring. Cheap algorithms are validated right here, in a scratch candidate; only shares that
 * would be credited take a slot. Expensive ones take a slot unseen and are validated behind it.
 */
final class PipelineLane implements IngressLane {
    private static final long WALL_READ_NS = 100_000_000;
    private static final int ALL_BITS = -1;

    private final SharePipeline pipeline;
    private final LaneContext context;
    private final ReplyQueue replies;
    private final PoolClock clock;
    private final JobTable jobs;
    private final @Nullable ShareValidator validator;
    private final ShareCandidate scratch = new ShareCandidate();
    private final Map<MinerSession, ParkedShare> parked = new HashMap<>();
    private boolean inTurn;
    private long wallReadNs;
    private long wallSeconds;

    PipelineLane(SharePipeline pipeline, LaneContext context, ReplyQueue replies) {
        this.pipeline = pipeline;
        this.context = context;
        this.replies = replies;
        this.clock = context.terms().clock();
        this.jobs = context.jobs();
        this.validator = pipeline.validatesInRing() ? null : new ShareValidator(context.algorithm());
    }

    @Override
    public @Nullable MinerSession connect(MinerConnection connection, PortDifficulty port) {
        if (context.isStopping()) {
            return null;
        }
        long extranonce1 = context.extranonces().allocate(jobs.generation());
        if (extranonce1 == ExtranonceAllocator.EXHAUSTED) {
            return null;
        }
        context.connectionOpened();
        MinerSession session = new MinerSession(connection, extranonce1, context.terms(), port);
        session.countIn(context.clients());
        return session;
    }

    @Override
    public void disconnect(MinerSession session) {
        if (!session.isClosed()) {
            session.close();
            abandon(parked.remove(session));
            context.extranonces().release(session.extranonce1(), jobs.generation());
            context.connectionClosed();
        }
    }

    @Override
    public ShareVerdict submit(MinerSession session, ShareSubmission s) {
        ShareVerdict refusal = take(session, s);
        if (refusal != null) {
            return refused(s.worker, refusal);
        }
        long receivedNs = clock.nanoTime();
        if (validator != null) {
            ShareVerdict verdict = validator.validate(scratch, wallSeconds(receivedNs));
            Solutions.handOver(scratch);
            if (!verdict.isAccepted()) {
                return refused(s.worker, verdict);
            }
        }
        if (session.isParked()) {
            return refused(s.worker, ShareVerdict.OVERLOADED); // one may wait; the front end should not have read on
        }
        if (!publish(session, s.worker, scratch, s.token, receivedNs)) {
            parked.put(session, new ParkedShare(scratch, s.worker, s.token, receivedNs));
            session.setParked(true);
            context.shareParked();
            pipeline.metrics().parked.increment();
        }
        return ShareVerdict.PENDING;
    }

    /** Fills the scratch candidate; a reason when no header can be built at all. */
    private @Nullable ShareVerdict take(MinerSession session, ShareSubmission s) {
        Job custom = s.customJob;
        int size = custom == null ? session.extranonce2Size() : CustomJobs.EXTRANONCE2_BYTES;
        if (s.extranonce2Size != size) {
            return ShareVerdict.BAD_EXTRANONCE2;
        }
        Job job = custom == null ? jobs.find(s.jobNumber) : custom;
        if (job == null) {
            return ShareVerdict.JOB_NOT_FOUND;
        }
        ShareCandidate c = scratch;
        c.use(job, job.variant(session.clientClass(), session.owner()), session.targetFor(job.number()));
        c.workerId = s.worker == null ? 0 : s.worker.id();
        c.extranonce1 = session.extranonce1();
        c.extranonce1Size = session.extranonce1Size();
        c.extranonce2 = s.extranonce2;
        c.extranonce2High = s.extranonce2High;
        c.extranonce2Size = s.extranonce2Size;
        c.ntime = s.ntime;
        c.nonce = s.nonce;
        c.hasVersionBits = s.hasVersionBits;
        c.versionBits = s.versionBits;
        c.versionMask = versionMask(session, s);
        c.refusal = refusal(session, s, job);
        return null;
    }

    /** A whole version is put into the header as it is: whatever the rules say of its bits, it may solve a block. */
    private static int versionMask(MinerSession session, ShareSubmission s) {
        if (s.isWholeVersion) {
            return ALL_BITS;
        }
        return s.hasVersionBits ? session.maskFor(s.versionBits) : 0;
    }

    private @Nullable ShareVerdict refusal(MinerSession session, ShareSubmission s, Job job) {
        if (s.worker == null) {
            return ShareVerdict.UNAUTHORIZED;
        }
        if (!jobs.isCurrent(job)) {
            return ShareVerdict.STALE;
        }
        if (s.isWholeVersion && ((s.versionBits ^ job.version()) & ~session.versionMask()) != 0) {
            return ShareVerdict.BAD_VERSION_BITS;
        }
        if (Integer.compareUnsigned(s.ntime, s.minTime) < 0) {
            return ShareVerdict.TIME_TOO_OLD;
        }
        return context.isStopping() ? ShareVerdict.STOPPING : null;
    }

    /** The wall clock, which two hours of leeway need not look at for every share. */
    private long wallSeconds(long nowNs) {
        if (wallSeconds == 0 || nowNs - wallReadNs >= WALL_READ_NS) {
            wallReadNs = nowNs;
            wallSeconds = clock.epochMillis() / 1000;
        }
        return wallSeconds;
    }

    private ShareVerdict refused(@Nullable Worker worker, ShareVerdict verdict) {
        pipeline.metrics().count(verdict);
        if (worker != null) {
            worker.statistics().rejected(RejectReasons.of(verdict));
        }
        return verdict;
    }

    private boolean publish(
            MinerSession session, @Nullable Worker worker, ShareCandidate from, long token, long receivedNs) {
        long sequence = pipeline.tryNext();
        if (sequence < 0) {
            return false;
        }
        ShareEvent event = pipeline.ring().get(sequence);
        event.candidate.copyFrom(from, validator == null);
        event.fill(session, worker, replies, validator == null);
        if (worker != null) {
            worker.retain();
        }
        event.token = token;
        event.receivedNs = receivedNs;
        pipeline.ring().publish(sequence);
        return true;
    }

    @Override
    public void beginTurn() {
        PatientWaitStrategy sleepers = pipeline.patient();
        if (!inTurn && sleepers != null) {
            inTurn = true;
            sleepers.hold();
        }
    }

    @Override
    public void endTurn() {
        PatientWaitStrategy sleepers = pipeline.patient();
        if (inTurn && sleepers != null) {
            inTurn = false;
            sleepers.release();
        }
    }

    @Override
    public boolean retryParked(MinerSession session) {
        ParkedShare share = parked.get(session);
        if (share == null) {
            return true;
        }
        if (!publish(session, share.worker, share.candidate, share.token, share.receivedNs)) {
            return false;
        }
        parked.remove(session);
        context.shareUnparked();
        session.setParked(false);
        pipeline.metrics().parkedLatency.record(clock.nanoTime() - share.receivedNs);
        return true;
    }

    /** The miner is gone before there was room for this share. Nobody is owed an answer, but it may be a block. */
    private void abandon(@Nullable ParkedShare share) {
        if (share == null) {
            return;
        }
        context.shareUnparked();
        if (validator == null) {
            new ShareValidator(context.algorithm()).validate(share.candidate, clock.epochMillis() / 1000);
            Solutions.handOver(share.candidate);
        }
    }

    @Override
    public void close() {
        endTurn();
        parked.values().forEach(this::abandon);
        parked.clear();
        replies.close();
    }

    /** A share that waits for room. Allocated: this is the slow path of an overload. */
    private static final class ParkedShare {
        private final ShareCandidate candidate = new ShareCandidate();
        private final @Nullable Worker worker;
        private final long token;
        private final long receivedNs;

        private ParkedShare(ShareCandidate from, @Nullable Worker worker, long token, long receivedNs) {
            candidate.copyFrom(from);
            this.worker = worker;
            this.token = token;
            this.receivedNs = receivedNs;
        }
    }
}
