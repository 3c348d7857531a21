package io.otedama.session;

import io.otedama.chain.Difficulty;
import io.otedama.error.ConfigurationException;
import java.time.Duration;

/**
 * Settings of {@link PoissonVardiff}. Immutable.
 *
 * @param interval time wanted between two shares of one session, from {@link #MIN_INTERVAL} to {@link #MAX_INTERVAL}
 * @param startDifficulty for sessions about which nothing is known; better too easy than too hard, since a difficulty
 *     rises within seconds but falls only as silence accumulates
 */
public record VardiffConfig(Duration interval, Difficulty startDifficulty) {
    public static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    public static final Duration MAX_INTERVAL = Duration.ofMinutes(2);
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);
    public static final Difficulty DEFAULT_START = Difficulty.of(1024);

    /**
     * @throws ConfigurationException when the interval is out of range
     */
    public VardiffConfig {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new ConfigurationException(
                    "vardiff.interval",
                    interval.toMillis() + " ms is out of range",
                    "Use " + MIN_INTERVAL.toSeconds() + " to " + MAX_INTERVAL.toSeconds() + " seconds");
        }
    }

    public static VardiffConfig defaults() {
        return new VardiffConfig(DEFAULT_INTERVAL, DEFAULT_START);
    }

    public VardiffConfig withInterval(Duration newInterval) {
        return new VardiffConfig(newInterval, startDifficulty);
    }

    public VardiffConfig withStartDifficulty(Difficulty newStart) {
        return new VardiffConfig(interval, newStart);
    }

    /** The interval in nanoseconds. */
    public long intervalNs() {
        return interval.toNanos();
    }
}
