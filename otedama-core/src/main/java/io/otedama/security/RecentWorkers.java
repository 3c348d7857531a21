package io.otedama.security;

/**
 * How many different workers were seen lately: in this period or the one before, so that nobody has to look through them.
 * Each worker remembers the period in which it was seen last. The owner of the object locks it.
 */
final class RecentWorkers {
    /** The period of a worker that was never seen. */
    static final long NEVER = Long.MIN_VALUE;

    private final long periodMillis;
    private long period;
    private int inThis;
    private int inLast;

    RecentWorkers(long periodMillis) {
        this.periodMillis = Math.max(periodMillis, 1);
    }

    int count(long nowMillis) {
        turn(nowMillis);
        return inThis + inLast;
    }

    /**
     * A worker is seen.
     *
     * @param last what this method returned for that worker the last time
     */
    long seen(long last, long nowMillis) {
        turn(nowMillis);
        if (last != period) {
            gone(last);
            inThis++;
        }
        return period;
    }

    /** That worker no longer counts. */
    void gone(long last) {
        if (last == period) {
            inThis--;
        } else if (last == period - 1) {
            inLast--;
        }
    }

    private void turn(long nowMillis) {
        long now = nowMillis / periodMillis;
        if (now > period) {
            inLast = now == period + 1 ? inThis : 0;
            inThis = 0;
            period = now;
        }
    }
}
