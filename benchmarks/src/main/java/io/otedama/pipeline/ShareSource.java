package io.otedama.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.otedama.bench.SampleWork;
import io.otedama.job.Job;
import io.otedama.session.MinerSession;
import io.otedama.session.ReplyQueue;
import io.otedama.session.Worker;
import io.otedama.share.ShareCandidate;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ClientClass;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Puts validated shares of one session into a ring, field by field as {@link PipelineLane} does. One thread at a time. */
final class ShareSource {
    private final RingBuffer<ShareEvent> ring;
    private final MinerSession session;
    private final Worker worker;
    private final ReplyQueue replies;
    private final ShareCandidate share = new ShareCandidate();
    private final ByteBuffer hash = ByteBuffer.wrap(share.headerHash).order(ByteOrder.LITTLE_ENDIAN);

    /** Apart from those of all other sources. */
    private long nextHash;

    ShareSource(RingBuffer<ShareEvent> ring, MinerSession session, Worker worker, ReplyQueue replies) {
        this.ring = ring;
        this.session = session;
        this.worker = worker;
        this.replies = replies;
        this.nextHash = session.extranonce1() << Integer.SIZE;
        share.extranonce1 = session.extranonce1();
        share.extranonce1Size = session.extranonce1Size();
        share.extranonce2Size = session.extranonce2Size();
        share.workerId = worker.id();
    }

    /** Shares are on this job from now on. */
    void mineOn(Job job) {
        session.assign(job);
        share.job = job;
        share.variant = job.variant(ClientClass.STANDARD);
        share.target = session.currentTarget();
        share.ntime = (int) job.curTime();
    }

    /**
     * Publishes the next share when there is room.
     *
     * @param credited the worker that the pipeline is to let go afterwards; null in a ring without stages
     */
    boolean offer(@Nullable Worker credited, long receivedNs) {
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException e) {
            return false;
        }
        SampleWork.stamp(hash, 0, nextHash++);
        share.extranonce2++;
        ShareEvent event = ring.get(sequence);
        event.kind = ShareEvent.Kind.SHARE;
        event.candidate.copyFrom(share);
        event.session = session;
        event.worker = worker;
        if (credited != null) {
            credited.retain();
        }
        event.replies = replies;
        event.token = share.extranonce2;
        event.receivedNs = receivedNs;
        event.needsValidation = false;
        event.verdict = ShareVerdict.ACCEPTED;
        ring.publish(sequence);
        return true;
    }

    Worker worker() {
        return worker;
    }

    /** As the Disruptor's own producers wait for room. */
    static void pause() {
        LockSupport.parkNanos(1);
    }
}
