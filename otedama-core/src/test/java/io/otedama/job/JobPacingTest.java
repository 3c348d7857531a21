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
    @CsvSource({"0,30,1", "63,30,1", "64,30,5", "127,30,5", "128,60,15", "191,60,15", "192,300,120", "239,300,120"})
    void rule05_theMoreJobsThereAreTheRarerNewOnesGet(int jobs, int refreshSeconds, int redifficultySeconds) {
        long refresh = TimeUnit.SECONDS.toNanos(refreshSeconds);
        long redifficulty = TimeUnit.SECONDS.toNanos(redifficultySeconds);
        assertThat(pacing.refreshDue(refresh - 1, jobs)).isFalse();
        assertThat(pacing.refreshDue(refresh, jobs)).isTrue();
        assertThat(pacing.redifficultyDue(redifficulty - 1, jobs)).isFalse();
        assertThat(pacing.redifficultyDue(redifficulty, jobs)).isTrue();
    }

    @Test
    void rule05_theLastSixteenAreForRefreshesAndAfterThemThereIsNone() {
        assertThat(pacing.redifficultyDue(Long.MAX_VALUE, 240)).isFalse();
        assertThat(pacing.refreshDue(TimeUnit.SECONDS.toNanos(1800) - 1, 255)).isFalse();
        assertThat(pacing.refreshDue(TimeUnit.SECONDS.toNanos(1800), 255)).isTrue();
        assertThat(pacing.refreshDue(Long.MAX_VALUE, 256)).isFalse();
    }
}
