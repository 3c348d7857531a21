package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashThrottleTest {
    private long nowNs;

    @Test
    void keepsTheRateExactlyOnAClockThatOnlyMovesByParking() {
        HashThrottle throttle = new HashThrottle(1000, () -> nowNs, ns -> nowNs += Math.min(ns, 7_000_000));
        for (int done = 0; done < 10_000; done += throttle.batch()) {
            throttle.pace(throttle.batch());
        }
        assertThat(nowNs).isEqualTo(10_000_000_000L);
    }

    @Test
    void doesNotCatchUpAfterALongStop() {
        HashThrottle throttle = new HashThrottle(10, () -> nowNs, ns -> nowNs += ns);
        throttle.pace(1);
        nowNs += 60_000_000_000L;
        throttle.pace(1);
        long resumedNs = nowNs;
        throttle.pace(10);
        assertThat(nowNs - resumedNs).isEqualTo(1_000_000_000L);
    }

    @Test
    void withoutLimitItNeverParks() {
        HashThrottle throttle = new HashThrottle(0, () -> nowNs, ns -> {
            throw new AssertionError("parked");
        });
        throttle.pace(Long.MAX_VALUE);
        assertThat(throttle.batch()).isEqualTo(256);
        assertThat(new HashThrottle(1, () -> nowNs, ns -> {}).batch()).isEqualTo(1);
    }
}
