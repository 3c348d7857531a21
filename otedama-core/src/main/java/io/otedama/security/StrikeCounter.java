package io.otedama.security;

/**
 * Counts malformed lines or invalid shares of one connection, and forgets one of them every {@code forgetNs}: a peer that
 * errs rarely is never closed, one that errs faster than it is forgiven soon is. Integer arithmetic. One thread; time is a
 * parameter, and time that goes backwards counts as no time passed.
 *
 * <pre>
 *   strikes   0 … warnAt - 1    warnAt … closeAt - 1    closeAt and more
 *   verdict   NONE              WARN                    CLOSE
 * </pre>
 */
public final class StrikeCounter {
    private static final long MAX_DEBT_NS = Long.MAX_VALUE / 4;

    private final int warnAt;
    private final int closeAt;
    private final long forgetNs;
    private long debtNs;
    private long lastNs;

    /**
     * @param warnAt strikes from which the verdict is WARN, at least 1
     * @param closeAt strikes from which it is CLOSE, at least {@code warnAt}
     * @param forgetNs nanoseconds after which one strike is forgotten, at least 1
     * @param nowNs monotonic time in nanoseconds
     * @throws IllegalArgumentException when a limit is out of range
     */
    public StrikeCounter(int warnAt, int closeAt, long forgetNs, long nowNs) {
        if (warnAt < 1 || closeAt < warnAt || forgetNs < 1 || forgetNs > MAX_DEBT_NS / closeAt) {
            throw new IllegalArgumentException(
                    "need 1 <= warnAt <= closeAt and closeAt * forgetNs below 73 years, found " + warnAt + ", "
                            + closeAt + ", " + forgetNs + " ns");
        }
        this.warnAt = warnAt;
        this.closeAt = closeAt;
        this.forgetNs = forgetNs;
        this.lastNs = nowNs;
    }

    /** One more strike. */
    public StrikeVerdict strike(long nowNs) {
        return strike(1, nowNs);
    }

    /** As many more strikes; beyond {@code closeAt} none are remembered, so forgiveness takes a bounded time. */
    public StrikeVerdict strike(int strikes, long nowNs) {
        forget(nowNs);
        long room = closeAt * forgetNs - debtNs;
        debtNs += strikes > room / forgetNs ? room : Math.max(strikes, 0) * forgetNs;
        return verdict();
    }

    /** The verdict at {@code nowNs} without a new strike. */
    public StrikeVerdict verdict(long nowNs) {
        forget(nowNs);
        return verdict();
    }

    /** Strikes not forgotten yet, a partly forgotten one included. */
    public int strikes(long nowNs) {
        forget(nowNs);
        return strikes();
    }

    private void forget(long nowNs) {
        long passedNs = Math.max(nowNs - lastNs, 0);
        lastNs = nowNs;
        debtNs = Math.max(debtNs - passedNs, 0);
    }

    private int strikes() {
        return (int) ((debtNs + forgetNs - 1) / forgetNs);
    }

    private StrikeVerdict verdict() {
        int strikes = strikes();
        if (strikes >= closeAt) {
            return StrikeVerdict.CLOSE;
        }
        return strikes >= warnAt ? StrikeVerdict.WARN : StrikeVerdict.NONE;
    }
}
