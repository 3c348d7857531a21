package io.otedama.job;

import java.util.concurrent.TimeUnit;

/**
 * Spreads the {@value JobTable#MAX_JOBS_PER_BLOCK} jobs that one previous block may have over the time it may last. Pure.
 *
 * <pre>
 *   jobs so far   refresh every      redifficulty at least after
 *   0..63         interval           1 s
 *   64..127       interval           5 s
 *   128..191      interval * 2       15 s
 *   192..239      interval * 10      interval * 4
 *   240..255      interval * 60      never
 * </pre>
 */
final class JobPacing {
    private final long refreshNs;

    JobPacing(FollowerConfig config) {
        this.refreshNs = config.refreshInterval().toNanos();
    }

    boolean refreshDue(long silentNs, int jobs) {
        if (jobs >= JobTable.MAX_JOBS_PER_BLOCK) {
            return false;
        }
        return silentNs >= refreshNs * (jobs < 128 ? 1 : jobs < 192 ? 2 : jobs < 240 ? 10 : 60);
    }

    boolean redifficultyDue(long silentNs, int jobs) {
        if (jobs < 64) {
            return silentNs >= TimeUnit.SECONDS.toNanos(1);
        }
        if (jobs < 128) {
            return silentNs >= TimeUnit.SECONDS.toNanos(5);
        }
        if (jobs < 192) {
            return silentNs >= TimeUnit.SECONDS.toNanos(15);
        }
        return jobs < 240 && silentNs >= refreshNs * 4;
    }
}
