package io.otedama.job;

import java.time.Duration;

/**
 * When new jobs are made.
 *
 * @param refreshInterval a newer template of the same previous block becomes a job at most this often; also the longest
 *     silence towards miners, who take a quiet pool for a dead one after about a minute
 */
public record FollowerConfig(Duration refreshInterval) {
    public static final FollowerConfig DEFAULT = new FollowerConfig(Duration.ofSeconds(30));

    public FollowerConfig {
        if (refreshInterval.toMillis() < 1_000 || refreshInterval.toSeconds() > 55) {
            throw new IllegalArgumentException("refresh interval must be 1 to 55 s, found " + refreshInterval);
        }
    }
}
