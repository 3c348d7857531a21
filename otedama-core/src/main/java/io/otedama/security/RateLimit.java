package io.otedama.security;

/**
 * A token bucket's terms: {@code burst} tokens at once, {@code perSecond} in the long run. The bucket itself is one number,
 * the time at which it will be full again: integer arithmetic, no refilling, nothing to do for those who do nothing.
 *
 * <pre>
 *   now          fullAt                  now + burstNs
 *    |-- in use ---|------ left to take -------|        a take of n moves fullAt by n / perSecond
 * </pre>
 *
 * @param burst tokens that may be taken at once, from 1 to {@value #MAX_TOKENS}
 * @param perSecond sustained rate, from 1 to {@value #MAX_TOKENS}
 */
public record RateLimit(long burst, long perSecond) {
    /** Largest burst and rate. */
    public static final long MAX_TOKENS = 1_000_000_000L;

    /** How far beyond empty a bucket may go for what has happened already: nobody waits longer than this. */
    static final long MAX_DEBT_NS = 10_000_000_000L;

    private static final long SECOND_NS = 1_000_000_000L;

    /** True when both are in range. */
    boolean isSound() {
        return burst >= 1 && burst <= MAX_TOKENS && perSecond >= 1 && perSecond <= MAX_TOKENS;
    }

    private long costNs(long tokens) {
        return (Math.min(tokens, MAX_TOKENS) * SECOND_NS + perSecond - 1) / perSecond;
    }

    private static long latest(long fullAtNs, long nowNs) {
        return fullAtNs - nowNs > 0 ? fullAtNs : nowNs;
    }

    /** Whether a token is there to be taken. */
    boolean allows(long fullAtNs, long nowNs) {
        return latest(fullAtNs, nowNs) + costNs(1) - nowNs <= costNs(burst);
    }

    /** When the bucket is full again after this was taken, whether it was there or not. */
    long fullAtAfter(long fullAtNs, long tokens, long nowNs) {
        long after = latest(fullAtNs, nowNs) + costNs(tokens);
        return Math.min(after - nowNs, costNs(burst) + MAX_DEBT_NS) + nowNs;
    }

    /** How long until nothing is owed any more; 0 when nothing is. */
    long debtNs(long fullAtNs, long nowNs) {
        return Math.max(latest(fullAtNs, nowNs) - nowNs - costNs(burst), 0);
    }
}
