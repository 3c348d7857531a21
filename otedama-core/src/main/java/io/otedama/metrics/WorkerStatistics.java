package io.otedama.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts and hashrate of one worker, from credited work only. Accepted shares are written by one thread (the pipeline's
 * Publish stage, or the replay before it), rejected ones by any; read by any.
 */
public final class WorkerStatistics {
    private final HashrateEstimate hashrate = new HashrateEstimate();
    private final AtomicLong accepted = new AtomicLong();
    private final LongAdder rejected = new LongAdder();
    private final AtomicLong lastShareMillis = new AtomicLong();

    public WorkerStatistics() {}

    /** One credited share. */
    public void accepted(long epochMillis, long workHi, long workLo) {
        accepted.lazySet(accepted.get() + 1);
        hashrate.add(epochMillis, workHi, workLo);
        lastShareMillis.lazySet(epochMillis);
    }

    /** One share that was refused. */
    public void rejected() {
        rejected.increment();
    }

    /**
     * Raises the counts to what they were before a restart; what the journal knew is in them already. Before the first share
     * of this run.
     */
    public void recall(long lastShareEpochMillis, long acceptedBefore, long rejectedBefore) {
        accepted.accumulateAndGet(acceptedBefore, Math::max);
        rejected.add(Math.max(rejectedBefore - rejected.sum(), 0));
        lastShareMillis.accumulateAndGet(lastShareEpochMillis, Math::max);
    }

    public long acceptedShares() {
        return accepted.get();
    }

    public long rejectedShares() {
        return rejected.sum();
    }

    /** When the last credited share came, milliseconds since 1970, 0 when none. */
    public long lastShareMillis() {
        return lastShareMillis.get();
    }

    public HashrateEstimate hashrate() {
        return hashrate;
    }
}
