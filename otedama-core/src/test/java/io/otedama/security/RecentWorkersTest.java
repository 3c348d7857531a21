package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentWorkersTest {
    private final RecentWorkers recent = new RecentWorkers(1_000);

    @Test
    void aWorkerCountsOnceAndForOnePeriodMore() {
        long first = recent.seen(RecentWorkers.NEVER, 5_100);
        first = recent.seen(first, 5_200);
        long second = recent.seen(RecentWorkers.NEVER, 5_900);
        assertThat(recent.count(5_999)).isEqualTo(2);
        second = recent.seen(second, 6_100);
        assertThat(recent.count(6_999)).isEqualTo(2);
        assertThat(recent.count(7_000)).isEqualTo(1);
        recent.seen(first, 7_100);
        assertThat(recent.count(7_100)).isEqualTo(2);
        recent.gone(second);
        assertThat(recent.count(7_100)).isEqualTo(1);
        assertThat(recent.count(60_000)).isZero();
    }

    @Test
    void aClockThatIsSetBackLosesNobody() {
        long worker = recent.seen(RecentWorkers.NEVER, 5_000);
        worker = recent.seen(worker, 2_000);
        assertThat(recent.count(2_000)).isEqualTo(1);
        recent.gone(worker);
        recent.gone(RecentWorkers.NEVER);
        assertThat(recent.count(5_000)).isZero();
    }

    @Test
    void aForgottenWorkerChangesNothingAnyMore() {
        GuardConfig config = GuardConfig.defaults();
        AddressEntry address = new AddressEntry(new Source(false, 1), config, 0);
        for (int i = 0; i < 3; i++) {
            WorkerEntry worker = new WorkerEntry(new WorkerEntry.Key(address.source(), "w" + i), address, config, 0, 0);
            worker.forgotten();
            for (int j = 0; j < 40; j++) {
                worker.blame(Misbehaviour.DUPLICATE_SHARE, 0, true, false);
                assertThat(address.blameWorker(Misbehaviour.DUPLICATE_SHARE, 0)).isFalse();
            }
        }
        assertThat(address.interest(0, Duration.ofDays(1).toMillis())).isZero();
    }
}
