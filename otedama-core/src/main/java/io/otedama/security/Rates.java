package io.otedama.security;

import java.util.Arrays;

/** The buckets of one address, one subnet, or of all. Any thread; held for some nanoseconds at a time. */
final class Rates implements BoundedTable.Ranked {
    private final GuardRates limits;
    private final long[] fullAtNs = new long[GuardedAction.COUNT];

    Rates(GuardRates limits, long nowNs) {
        this.limits = limits;
        Arrays.fill(fullAtNs, nowNs);
    }

    /** Takes one if it is there. */
    synchronized boolean take(GuardedAction action, long nowNs) {
        RateLimit limit = limits.of(action);
        int place = action.place;
        if (!limit.allows(fullAtNs[place], nowNs)) {
            return false;
        }
        fullAtNs[place] = limit.fullAtAfter(fullAtNs[place], 1, nowNs);
        return true;
    }

    /** Takes what has happened already; returns how long the source should wait before it goes on. */
    synchronized long charge(GuardedAction action, long amount, long nowNs) {
        RateLimit limit = limits.of(action);
        int place = action.place;
        fullAtNs[place] = limit.fullAtAfter(fullAtNs[place], amount, nowNs);
        return limit.debtNs(fullAtNs[place], nowNs);
    }

    /** 1 while a bucket is not full, else 0: it can be forgotten without anybody gaining from it. */
    @Override
    public synchronized long interest(long nowNs, long nowMillis) {
        for (long at : fullAtNs) {
            if (at - nowNs > 0) {
                return 1;
            }
        }
        return 0;
    }
}
