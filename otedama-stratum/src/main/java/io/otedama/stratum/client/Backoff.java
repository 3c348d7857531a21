package io.otedama.stratum.client;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The delays of one client under a {@link ReconnectPolicy}. Used on the client's event loop only. */
public final class Backoff {
    private static final int MAX_SHIFT = 30;

    private final ReconnectPolicy policy;
    private final SplittableRandom random;
    private int failures;

    public Backoff(ReconnectPolicy policy) {
        this.policy = policy;
        @Nullable Long seed = policy.seed();
        this.random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
    }

    /** Delay before the next attempt in ms, or -1 when there is to be none. */
    public long nextDelayMs() {
        if (failures >= policy.maxAttempts()) {
            return -1;
        }
        long initialMs = policy.initial().toMillis();
        int shift = Math.min(failures, Math.min(MAX_SHIFT, Long.numberOfLeadingZeros(initialMs) - 2));
        long delayMs = Math.min(policy.max().toMillis(), initialMs << shift);
        failures++;
        long jitterMs = delayMs * policy.jitterPercent() / 100;
        return delayMs - random.nextLong(jitterMs + 1);
    }

    /** Counts from the first delay again. */
    public void reset() {
        failures = 0;
    }
}
