package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.ShareTarget;
import io.otedama.job.JobTable;
import org.junit.jupiter.api.Test;

/** What a session is made to remember or to compute has a bound. */
class SessionMemoryTest {
    @Test
    void ofALongPasswordOnlyTheBeginningIsRead() {
        String filling = "x".repeat(PasswordOptions.MAX_CHARS - 4);
        assertThat(PasswordOptions.parse(filling + ",d=7").fixed()).isEqualTo(Difficulty.of(7));
        assertThat(PasswordOptions.parse(filling + ",d=75").fixed()).isEqualTo(Difficulty.of(7));
        assertThat(PasswordOptions.parse(filling + "x;d=7").fixed()).isNull();
    }

    @Test
    void rule06_targetsWhoseJobsHaveAllLeftTheTableAreForgotten() {
        TargetHistory history = new TargetHistory();
        long job = 1;
        for (int i = 1; i <= 100; i++) {
            job += JobTable.MAX_JOBS / 2;
            history.add(job, target(i));
        }
        assertThat(history.size()).isEqualTo(3);
        assertThat(history.forJob(job)).isEqualTo(target(100));
        assertThat(history.forJob(job - 1)).isEqualTo(target(99));
        assertThat(history.forJob(job - JobTable.MAX_JOBS)).isEqualTo(target(98));
    }

    private static ShareTarget target(int difficulty) {
        return ShareTarget.of(Difficulty.of(difficulty), 1);
    }
}
