package io.otedama.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts and hashrate of one worker, from credited work only. Accepted shares are written by one thread (the pipeline's
 * Publish stage, or the replay before it), rejected ones by any; read by any.
 */
public final class WorkerStatistics {
    private final HashrateEstimate hashrate = new HashrateEstimate();
    private final AtomicLong accepted = new AtomicLong();
    private final LongAdder rejected = new LongAdder();
    private final AtomicLongArray byReason = new AtomicLongArray(RejectReason.values().length);
    private final ExpectedBlocks expected = new ExpectedBlocks();
    private final AtomicLong lastShareMillis = new AtomicLong();

    public WorkerStatistics() {}

    /** One credited share. */
    public void accepted(long epochMillis, long workHi, long workLo) {
        accepted.lazySet(accepted.get() + 1);
        hashrate.add(epochMillis, workHi, workLo);
        lastShareMillis.lazySet(epochMillis);
    }

    /**
     * One credited share, with what is needed to say how many blocks it should have been.
     *
     * @param networkBits compact network target of its job
     * @param isBlock true when it met that target
     */
    public void accepted(long epochMillis, long workHi, long workLo, int networkBits, boolean isBlock) {
        expected.add(workHi, workLo, networkBits, isBlock);
        accepted(epochMillis, workHi, workLo);
    }

    /** One share that was refused. */
    public void rejected() {
        rejected(RejectReason.OTHER);
    }

    /** One share that was refused. */
    public void rejected(RejectReason reason) {
        rejected.increment();
        byReason.getAndIncrement(reason.slot());
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

    /** Shares refused for that reason since this object was made; what was recalled has no reasons. */
    public long rejectedShares(RejectReason reason) {
        return byReason.get(reason.slot());
    }

    /** Blocks expected and found in credited work, as far back as the journal was read at start. Allocates. */
    public BlockExpectation blockExpectation() {
        return expected.read();
    }

    /** When the last credited share came, milliseconds since 1970, 0 when none. */
    public long lastShareMillis() {
        return lastShareMillis.get();
    }

    public HashrateEstimate hashrate() {
        return hashrate;
    }
}
