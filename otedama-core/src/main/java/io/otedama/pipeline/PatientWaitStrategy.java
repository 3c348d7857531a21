package io.otedama.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps on a lock until something is published, as the Disruptor's own blocking strategy does, but:
 *
 * <ul>
 *   <li>a publisher takes the lock only when somebody sleeps;
 *   <li>a publisher that has more to come may {@link #hold} the wake-up until it {@link #release}s it: the batch that the
 *       sleeper then finds is larger, and one flush to disk does for all of it;
 *   <li>under load the first stage waits {@value #GATHER_NS} ns for a larger batch;
 *   <li>a stage that waits for the stage before it spins only shortly, then naps. The other strategy would spin for as long
 *       as a disk takes to flush.
 * </ul>
 */
final class PatientWaitStrategy implements WaitStrategy {
    private static final int SPINS = 100;
    private static final long NAP_NS = 20_000;

    /** How long a batch waits for company. With the system's timer slack it is half as much again. */
    private static final long GATHER_NS = 100_000;

    /** A batch after one that was at least as large waits; a pool with little to do answers at once. */
    private static final long BUSY_BATCH = 4;

    /** A batch that is larger waits no longer. */
    private static final long ENOUGH = 64;

    private final Object published = new Object();
    private final AtomicInteger holds = new AtomicInteger();

    /** Threads in {@link #published}'s wait, or about to be; changed under its lock. */
    private volatile int sleepers;

    private volatile boolean gathers;
    private long batchStart;

    PatientWaitStrategy() {}

    /**
     * From now on the first stage waits a moment before it takes a batch that is small for how much is going on: one flush
     * to disk then does for more. Only when that stage has one thread.
     */
    void gatherBatches() {
        gathers = true;
    }

    /** Nobody is woken until {@link #release}, which must follow soon. Any thread, any number of times. */
    void hold() {
        holds.incrementAndGet();
    }

    /** Ends one hold and wakes who sleeps. */
    void release() {
        holds.decrementAndGet();
        wake();
    }

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence before, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        if (cursor.get() < sequence) {
            sleep(sequence, cursor, barrier);
        }
        if (gathers && before.equals(cursor)) {
            gather(sequence, cursor);
        }
        long available = before.get();
        for (int i = 0; available < sequence; i++) {
            barrier.checkAlert();
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(NAP_NS);
            }
            available = before.get();
        }
        return available;
    }

    /** One thread: the stage that writes to disk. */
    private void gather(long sequence, Sequence cursor) {
        boolean busy = sequence - batchStart >= BUSY_BATCH;
        batchStart = sequence;
        if (busy && cursor.get() - sequence < ENOUGH) {
            LockSupport.parkNanos(GATHER_NS);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void sleep(long sequence, Sequence cursor, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        synchronized (published) {
            sleepers++; // before the cursor is looked at again: a publisher does the two in the other order
            try {
                VarHandle.fullFence();
                while (cursor.get() < sequence) {
                    barrier.checkAlert();
                    published.wait();
                }
            } finally {
                sleepers--;
            }
        }
    }

    @Override
    public void signalAllWhenBlocking() {
        if (holds.get() == 0) {
            wake();
        }
    }

    /** Wakes who sleeps, held or not. */
    void wake() {
        VarHandle.fullFence();
        if (sleepers > 0) {
            synchronized (published) {
                published.notifyAll();
            }
        }
    }
}
