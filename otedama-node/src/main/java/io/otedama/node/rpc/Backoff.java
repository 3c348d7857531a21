package io.otedama.node.rpc;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from {@code first} to {@code max} with every failure, then a random
 * part of up to half is taken off, so that many pools do not hit a restarted node at the same moment. One thread.
 */
public final class Backoff {
    private final long firstNs;
    private final long maxNs;
    private final RandomGenerator random;
    private long nextNs;

    public Backoff(Duration first, Duration max, RandomGenerator random) {
        this.firstNs = first.toNanos();
        this.maxNs = Math.max(max.toNanos(), firstNs);
        this.random = random;
        this.nextNs = firstNs;
    }

    /** Counts a failure and says how long to wait, in nanoseconds. */
    public long failed() {
        long full = nextNs;
        nextNs = Math.min(maxNs, nextNs * 2);
        return full - random.nextLong(full / 2 + 1);
    }

    /** Counts a success. */
    public void succeeded() {
        nextNs = firstNs;
    }
}
