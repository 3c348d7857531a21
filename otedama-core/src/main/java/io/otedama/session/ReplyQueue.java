package io.otedama.session;

import io.otedama.chain.ShareTarget;
import io.otedama.share.ShareVerdict;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts on their way back to one event loop. Preallocated; one writer (the pipeline's Reply stage), one reader (the
 * event loop).
 *
 * <pre>
 *   Reply stage: offer, offer, …, endOfBatch -> wakeUp (at most one pending)     event loop: drain()
 *        tail -> [session|token|verdict|target] … &lt;- head
 * </pre>
 *
 * When the queue is full the writer waits: that is the back-pressure of a loop that cannot keep up. The loop itself never
 * waits for the pipeline, so they cannot wait for each other.
 */
public final class ReplyQueue {
    private static final long FULL_PARK_NS = 20_000;

    private final Runnable wakeUp;
    private final AtomicBoolean wakeUpPending = new AtomicBoolean();
    private final @Nullable MinerSession[] sessions;
    private final long[] tokens;
    private final ShareVerdict[] verdicts;
    private final @Nullable ShareTarget[] targets;
    private final int mask;
    private final @Nullable MinerSession[] touched;

    private volatile long tail;
    private volatile long head;
    private volatile boolean closed;
    private boolean offeredInBatch;

    /**
     * @param capacity power of two, at least {@link MinerIngress#replyCapacity()}
     * @param wakeUp makes the event loop call {@link #drain()} soon; called from the pipeline, must not block
     */
    public ReplyQueue(int capacity, Runnable wakeUp) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity must be a power of two, found " + capacity);
        }
        this.wakeUp = wakeUp;
        this.sessions = new MinerSession[capacity];
        this.tokens = new long[capacity];
        this.verdicts = new ShareVerdict[capacity];
        this.targets = new ShareTarget[capacity];
        this.touched = new MinerSession[capacity];
        this.mask = capacity - 1;
    }

    /** Pipeline thread only. Waits while the queue is full; drops the reply when the queue is closed. */
    @SuppressWarnings("ReferenceEquality") // only spares a write
    public void offer(MinerSession session, long token, ShareVerdict verdict, @Nullable ShareTarget target) {
        long t = tail;
        while (t - head > mask) {
            if (closed) {
                return;
            }
            endOfBatch();
            LockSupport.parkNanos(FULL_PARK_NS);
        }
        int i = (int) t & mask;
        sessions[i] = session;
        tokens[i] = token;
        if (verdicts[i] != verdict) {
            verdicts[i] = verdict;
        }
        if (targets[i] != target) {
            targets[i] = target;
        }
        tail = t + 1;
        offeredInBatch = true;
    }

    /** Pipeline thread only: everything of this batch has been offered. */
    public void endOfBatch() {
        if (offeredInBatch && !closed) {
            offeredInBatch = false;
            if (wakeUpPending.compareAndSet(false, true)) {
                wake();
            }
        }
    }

    private void wake() {
        try {
            wakeUp.run();
        } catch (RejectedExecutionException e) {
            closed = true; // the loop has ended: nobody will ever drain this queue
        }
    }

    /**
     * Event loop only: delivers what has arrived, then tells each connection touched that it may flush. What a connection
     * throws is thrown on when all the others have been served.
     */
    public void drain() {
        wakeUpPending.set(false);
        long h = head;
        long end = tail;
        int touchedCount = 0;
        RuntimeException thrown = null;
        for (; h < end; h++) {
            int i = (int) h & mask;
            MinerSession session = sessions[i];
            ShareTarget target = targets[i];
            sessions[i] = null;
            if (session == null) {
                throw new IllegalStateException("reply slot " + h + " is empty");
            }
            try {
                if (session.deliver(tokens[i], verdicts[i], target)) {
                    touched[touchedCount++] = session;
                }
            } catch (RuntimeException e) {
                thrown = e;
            }
        }
        head = h;
        for (int i = 0; i < touchedCount; i++) {
            MinerSession session = touched[i];
            touched[i] = null;
            try {
                if (session != null) {
                    session.endDelivery();
                }
            } catch (RuntimeException e) {
                thrown = e;
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /** The event loop is gone: the pipeline no longer waits for it. Any thread. */
    public void close() {
        closed = true;
    }
}
