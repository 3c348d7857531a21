package io.otedama.security.detect;

/**
 * Does a worker suddenly do several times the work it did? Rented or stolen hashrate arrives like this, and so does somebody who takes
 * over a name. What is late is an exponential window of {@value #SHORT_MS} ms. The past is one of {@value #LONG_MS} ms of the time
 * in which it mined at all, so that a pause is no jump, less one of {@value #MIDDLE_MS} ms, so that what has just begun is not past.
 *
 * <pre>
 *   past rate  R = (long work - middle work) / (seen(LONG) - seen(MIDDLE)),   seen(T) = T * (1 - exp(-active / T))
 *   m = factor * R * SHORT / (mean work of a share lately)          shares that would still be no jump
 *   jump: shares lately &gt;= {@value #LEAST_SHARES}  and  evidence(shares above m) &gt;= {@code evidence}
 * </pre>
 *
 * In shares rather than in work, since luck comes in shares; at one share in 5 s eight times the usual work are just enough. Nothing is said before the worker has mined for {@code learnMs} and sent
 * {@value #LEARN_SHARES} shares: farms start machine by machine.
 */
final class HashrateJump {
    static final long SHORT_MS = 600_000;
    static final long LONG_MS = 6 * 3_600_000L;
    static final long MIDDLE_MS = 1_800_000;
    static final double LEAST_SHARES = 30;
    static final double LEARN_SHARES = 100;

    private double lateShares;
    private double lateWork;
    private double longWork;
    private double middleWork;
    private double pastShares;
    private long activeMs;

    /**
     * Takes what came in the last {@code passedMs}.
     *
     * @return how many times the past rate is seen lately, 0 when that is no jump
     */
    double observe(JumpConfig config, long passedMs, double shares, double work) {
        boolean jumps = isJump(config, passedMs, shares, work);
        double times = jumps ? lateWork / (rate() * SHORT_MS) : 0;
        if (lateShares >= 1) {
            longWork = longWork * Math.exp(-(double) passedMs / LONG_MS) + work;
            middleWork = middleWork * Math.exp(-(double) passedMs / MIDDLE_MS) + work;
            pastShares += shares;
            activeMs += passedMs;
        }
        return times;
    }

    private boolean isJump(JumpConfig config, long passedMs, double shares, double work) {
        double kept = Math.exp(-(double) passedMs / SHORT_MS);
        lateShares = lateShares * kept + shares;
        lateWork = lateWork * kept + work;
        if (lateShares < LEAST_SHARES || activeMs < config.learnMs() || pastShares < LEARN_SHARES) {
            return false;
        }
        double tolerated = config.factor() * rate() * SHORT_MS * lateShares / lateWork;
        return PoissonTail.evidenceAbove(lateShares, tolerated) >= config.evidence();
    }

    /** Work per millisecond in the past. */
    private double rate() {
        return (longWork - middleWork) / (seenMs(LONG_MS) - seenMs(MIDDLE_MS));
    }

    /** Of a window, how much has been filled. */
    private double seenMs(long windowMs) {
        return windowMs * -Math.expm1(-(double) activeMs / windowMs);
    }

    /** After an alarm what is new becomes what is usual. */
    void accept() {
        double now = lateWork / SHORT_MS;
        longWork = now * seenMs(LONG_MS);
        middleWork = now * seenMs(MIDDLE_MS);
    }
}
