package io.otedama.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPacingTest {
    private final JobPacing pacing = new JobPacing(new FollowerConfig(Duration.ofSeconds(30)));

    @ParameterizedTest
    @CsvSource({"0,30", "127,30", "191,30", "192,60", "239,60", "240,1800", "255,1800"})
    void rule05_theMoreJobsThereAreTheRarerRefreshesGet(int jobs, int refreshSeconds) {
        long refresh = TimeUnit.SECONDS.toNanos(refreshSeconds);
        assertThat(pacing.refreshDue(refresh - 1, jobs)).isFalse();
        assertThat(pacing.refreshDue(refresh, jobs)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "63,1", "64,5", "127,5"})
    void rule05_halfOfTheJobsMayBeForDifficultyChanges(int jobs, int redifficultySeconds) {
        long redifficulty = TimeUnit.SECONDS.toNanos(redifficultySeconds);
        assertThat(pacing.redifficultyDue(redifficulty - 1, jobs)).isFalse();
        assertThat(pacing.redifficultyDue(redifficulty, jobs)).isTrue();
    }

    @Test
    void rule05_theOtherHalfIsForRefreshesAndAfterItThereIsNone() {
        assertThat(pacing.redifficultyDue(Long.MAX_VALUE, 128)).isFalse();
        assertThat(pacing.refreshDue(Long.MAX_VALUE, 255)).isTrue();
        assertThat(pacing.refreshDue(Long.MAX_VALUE, 256)).isFalse();
    }

    /** A miner that wants another difficulty all the time must not make the pool fall silent for the others. */
    @Test
    void rule05_difficultyChangesWithoutEndLeaveRefreshesForEverybody() {
        long step = TimeUnit.MILLISECONDS.toNanos(200);
        long end = TimeUnit.MINUTES.toNanos(80);
        int jobs = 1;
        long lastJob = 0;
        long lastRefresh = 0;
        for (long now = 0; now < end; now += step) {
            if (pacing.refreshDue(now - lastRefresh, jobs)) {
                lastRefresh = now;
                lastJob = now;
                jobs++;
            } else if (pacing.redifficultyDue(now - lastJob, jobs)) {
                lastJob = now;
                jobs++;
            }
            assertThat(now - lastRefresh).as("%d jobs", jobs).isLessThanOrEqualTo(TimeUnit.MINUTES.toNanos(1));
        }
    }
}
