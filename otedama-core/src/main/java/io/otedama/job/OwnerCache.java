package io.otedama.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many coinbases of single owners are kept, in all jobs together. When a job is added and more than half of the
 * room is taken, the oldest jobs forget theirs.
 */
final class OwnerCache {
    /** Coinbases kept at most; one without split outputs takes about 250 bytes. */
    static final int MAX_KEPT = 1 << 18;

    private final int maxKept;
    private final AtomicInteger kept = new AtomicInteger();
    private final Deque<OwnerVariants> jobs = new ArrayDeque<>(); // oldest first; job thread only

    OwnerCache(int maxKept) {
        this.maxKept = maxKept;
    }

    /** Job thread only: the coinbases of the newest job. */
    OwnerVariants add(List<CoinbasePlan> plans) {
        while (!jobs.isEmpty() && (kept.get() > maxKept / 2 || jobs.size() >= JobTable.MAX_JOBS)) {
            kept.addAndGet(-jobs.removeFirst().forget());
        }
        OwnerVariants newest = new OwnerVariants(plans, this);
        jobs.addLast(newest);
        return newest;
    }

    /** Any thread: true when there is room for one more, which is taken then. */
    boolean tryKeep() {
        if (kept.incrementAndGet() <= maxKept) {
            return true;
        }
        kept.decrementAndGet();
        return false;
    }

    int kept() {
        return kept.get();
    }
}
