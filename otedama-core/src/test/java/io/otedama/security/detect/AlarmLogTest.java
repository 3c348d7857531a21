package io.otedama.security.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.spi.PoolControl.Alarm;
import org.junit.jupiter.api.Test;

class AlarmLogTest {
    private final AlarmLog log = new AlarmLog(3_600_000);

    @Test
    void theSameIsNotSaidAgainWithinTheInterval() {
        assertThat(log.offer(alarm(1_000, "STALE_STORM", "a"))).isTrue();
        assertThat(log.offer(alarm(3_600_999, "STALE_STORM", "a"))).isFalse();
        assertThat(log.offer(alarm(3_600_999, "STALE_STORM", "b"))).isTrue();
        assertThat(log.offer(alarm(3_600_999, "SHARE_FLOOD", "a"))).isTrue();
        assertThat(log.offer(alarm(3_601_000, "STALE_STORM", "a"))).isTrue();
        assertThat(log.newestFirst()).extracting(Alarm::subject).containsExactly("a", "a", "b", "a");
    }

    @Test
    void oneMoreThanItsLimitPushesOutTheOldest() {
        for (int i = 0; i < AlarmLog.MAX_ALARMS; i++) {
            log.offer(alarm(i, "STALE_STORM", "worker" + i));
        }
        assertThat(log.newestFirst()).hasSize(AlarmLog.MAX_ALARMS).last().isEqualTo(alarm(0, "STALE_STORM", "worker0"));
        log.offer(alarm(5_000, "STALE_STORM", "one more"));
        assertThat(log.newestFirst())
                .hasSize(AlarmLog.MAX_ALARMS)
                .startsWith(alarm(5_000, "STALE_STORM", "one more"))
                .endsWith(alarm(1, "STALE_STORM", "worker1"));
    }

    @Test
    void whatIsRememberedToAvoidRepetitionIsBounded() {
        for (int i = 0; i < AlarmLog.MAX_REMEMBERED; i++) {
            log.offer(alarm(0, "STALE_STORM", "worker" + i));
        }
        assertThat(log.offer(alarm(0, "STALE_STORM", "worker0")))
                .as("still known")
                .isFalse();
        log.offer(alarm(0, "STALE_STORM", "one more"));
        assertThat(log.offer(alarm(0, "STALE_STORM", "worker0")))
                .as("pushed out")
                .isTrue();
    }

    private static Alarm alarm(long atMillis, String kind, String subject) {
        return new Alarm(atMillis, kind, subject, "detail");
    }
}
