package io.otedama.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Sleeps on a lock until something is published, as the Disruptor's own blocking strategy does; but a stage that waits for
 * the stage before it spins only shortly, then naps. The other one would spin for as long as a disk takes to flush.
 */
final class PatientWaitStrategy implements WaitStrategy {
    private static final int SPINS = 100;
    private static final long NAP_NS = 20_000;

    private final Object published = new Object();

    PatientWaitStrategy() {}

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence before, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        if (cursor.get() < sequence) {
            synchronized (published) {
                while (cursor.get() < sequence) {
                    barrier.checkAlert();
                    published.wait();
                }
            }
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

    @Override
    public void signalAllWhenBlocking() {
        synchronized (published) {
            published.notifyAll();
        }
    }
}
