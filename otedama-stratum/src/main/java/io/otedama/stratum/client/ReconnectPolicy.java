package io.otedama.stratum.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client does when its connection ends: waits {@code initial}, twice that after the next failure, and so on up to
 * {@code max}, each time shortened by a random part of at most {@code jitterPercent}. The first job that arrives sets the
 * count of failures back to zero. A {@code client.reconnect} counts as an end like any other; its wait is kept when it is
 * the longer one.
 *
 * @param maxAttempts failures in a row after which the client gives up; 0: never connects again
 * @param seed makes the jitter repeatable; {@code null}: a different one in each client
 */
public record ReconnectPolicy(
        Duration initial,
        Duration max,
        int jitterPercent,
        int maxAttempts,
        @Nullable Long seed) {
    /** From half a second to a minute, up to half of it taken off at random, for ever. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), 50, Integer.MAX_VALUE, null);

    /** One connection, then no other. */
    public static final ReconnectPolicy OFF = new ReconnectPolicy(Duration.ofMillis(1), Duration.ofMillis(1), 0, 0, 0L);

    /**
     * @throws IllegalArgumentException when a value is out of range
     */
    public ReconnectPolicy {
        if (initial.compareTo(Duration.ofMillis(1)) < 0
                || max.compareTo(initial) < 0
                || max.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("reconnect delays must be 1 ms to 1 day in ascending order");
        }
        if (jitterPercent < 0 || jitterPercent > 100 || maxAttempts < 0) {
            throw new IllegalArgumentException("jitter must be 0 to 100 percent and attempts not negative");
        }
    }

    /** {@link #DEFAULT} with other delays. */
    public static ReconnectPolicy exponential(Duration initial, Duration max) {
        return new ReconnectPolicy(initial, max, DEFAULT.jitterPercent, DEFAULT.maxAttempts, null);
    }

    public ReconnectPolicy withSeed(long value) {
        return new ReconnectPolicy(initial, max, jitterPercent, maxAttempts, value);
    }

    public ReconnectPolicy withJitterPercent(int percent) {
        return new ReconnectPolicy(initial, max, percent, maxAttempts, seed);
    }

    public ReconnectPolicy withMaxAttempts(int attempts) {
        return new ReconnectPolicy(initial, max, jitterPercent, attempts, seed);
    }
}
