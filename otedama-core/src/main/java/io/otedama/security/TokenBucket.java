package io.otedama.security;

/**
 * A rate limit: a bucket holds {@code capacity} tokens, is full at first and gets {@code refillPerSecond} new ones evenly
 * over each second. Integer arithmetic in billionths of a token, so nothing is lost to rounding however often it is
 * asked. One thread; time is a parameter, and time that goes backwards counts as no time passed.
 */
public final class TokenBucket {
    /** Largest capacity and refill. */
    public static final long MAX_TOKENS = 1_000_000_000L;

    private static final long UNIT = 1_000_000_000L;

    private final long capacityUnits;
    private final long refillPerSecond;
    private final long fullAfterNs;
    private long units;
    private long lastNs;

    /**
     * @param capacity largest burst, from 1 to {@value #MAX_TOKENS}
     * @param refillPerSecond sustained rate, from 1 to {@value #MAX_TOKENS}
     * @param nowNs monotonic time in nanoseconds
     * @throws IllegalArgumentException when one of the two is out of range
     */
    public TokenBucket(long capacity, long refillPerSecond, long nowNs) {
        requireInRange("capacity", capacity);
        requireInRange("refillPerSecond", refillPerSecond);
        this.capacityUnits = capacity * UNIT;
        this.refillPerSecond = refillPerSecond;
        this.fullAfterNs = (capacityUnits + refillPerSecond - 1) / refillPerSecond;
        this.units = capacityUnits;
        this.lastNs = nowNs;
    }

    /** Takes all of {@code tokens}, or nothing and returns false. Never takes more than the capacity at once. */
    public boolean tryTake(long tokens, long nowNs) {
        refill(nowNs);
        if (tokens < 0 || tokens > units / UNIT) {
            return false;
        }
        units -= tokens * UNIT;
        return true;
    }

    /**
     * Nanoseconds from {@code nowNs} until {@link #tryTake} of as many tokens will succeed: how long to stop reading.
     * 0 when it would succeed now, {@link Long#MAX_VALUE} when there is no room for so many.
     */
    public long waitNs(long tokens, long nowNs) {
        refill(nowNs);
        if (tokens < 0 || tokens > capacityUnits / UNIT) {
            return Long.MAX_VALUE;
        }
        long missing = Math.max(tokens * UNIT - units, 0);
        return missing / refillPerSecond + (missing % refillPerSecond == 0 ? 0 : 1);
    }

    private void refill(long nowNs) {
        long passedNs = nowNs - lastNs;
        lastNs = nowNs;
        if (passedNs >= fullAfterNs) {
            units = capacityUnits;
        } else if (passedNs > 0) {
            units = Math.min(units + passedNs * refillPerSecond, capacityUnits);
        }
    }

    private static void requireInRange(String name, long value) {
        if (value < 1 || value > MAX_TOKENS) {
            throw new IllegalArgumentException(name + " must be from 1 to " + MAX_TOKENS + ", found " + value);
        }
    }
}
