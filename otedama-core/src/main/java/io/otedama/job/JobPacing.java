package io.otedama.job;

import java.util.concurrent.TimeUnit;

/**
 * Spreads the {@value JobTable#MAX_JOBS_PER_BLOCK} jobs that one previous block may have over the time it may last. Pure.
 *
 * <pre>
 *   jobs so far   refresh every      redifficulty at least after
 *   0..63         interval           1 s
 *   64..127       interval           5 s
 *   128..191      interval           never
 *   192..239      interval * 2       never
 *   240..255      interval * 60      never
 * </pre>
 *
 * <p>In a large pool, or where one miner asks for another difficulty again and again, there is always some change that
 * waits. So these jobs get half of the number at most, which lasts about six minutes; later changes ride on the next
 * refresh. The other half is for refreshes alone: whatever miners ask for, they hear from the pool every minute for the
 * first 80 minutes of a previous block (at 30 s), which one block in 3,000 outlasts.
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
        return silentNs >= refreshNs * (jobs < 192 ? 1 : jobs < 240 ? 2 : 60);
    }

    boolean redifficultyDue(long silentNs, int jobs) {
        if (jobs < 64) {
            return silentNs >= TimeUnit.SECONDS.toNanos(1);
        }
        return jobs < 128 && silentNs >= TimeUnit.SECONDS.toNanos(5);
    }
}
