package io.otedama.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.chain.SeededRandom;
import io.otedama.chain.ShareTarget;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rule 6: the target belongs to the job as it was sent. */
class TargetHistoryTest {
    private static ShareTarget target(int difficulty) {
        return ShareTarget.of(Difficulty.of(difficulty), 1);
    }

    @Test
    void rule06_everyJobKeepsTheTargetOfItsTime() {
        TargetHistory history = new TargetHistory();
        assertThat(history.forJob(1)).isNull();
        history.add(10, target(1));
        history.add(20, target(2));
        history.add(21, target(3));
        assertThat(history.forJob(9)).isNull();
        assertThat(history.forJob(10)).isEqualTo(target(1));
        assertThat(history.forJob(19)).isEqualTo(target(1));
        assertThat(history.forJob(20)).isEqualTo(target(2));
        assertThat(history.forJob(21)).isEqualTo(target(3));
        assertThat(history.forJob(1_000)).isEqualTo(target(3));
    }

    @Test
    void rule06_afterTheLimitTheOldestJobsAreNoLongerKnown() {
        SeededRandom random = SeededRandom.forTest(getClass());
        TargetHistory history = new TargetHistory();
        TreeMap<Long, ShareTarget> model = new TreeMap<>();
        long job = 0;
        for (int i = 1; i <= 3 * TargetHistory.MAX_CHANGES; i++) {
            job += 1 + random.nextInt(3);
            history.add(job, target(i));
            model.put(job, target(i));
            if (model.size() > TargetHistory.MAX_CHANGES) {
                model.pollFirstEntry();
            }
            for (int probe = 0; probe < 5; probe++) {
                long asked = random.nextInt((int) job + 3);
                var expected = model.floorEntry(asked);
                assertThat(history.forJob(asked)).isEqualTo(expected == null ? null : expected.getValue());
            }
        }
    }
}
