package io.otedama.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000), new SplittableRandom(7));
    }

    @Test
    void doublesUpToTheLimitWithAtMostHalfTakenOff() {
        Backoff backoff = backoff();
        for (long full : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
            assertThat(Duration.ofNanos(backoff.failed()))
                    .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
    }

    @Test
    void startsAnewAfterSuccess() {
        Backoff backoff = backoff();
        backoff.failed();
        backoff.failed();
        backoff.succeeded();

        assertThat(backoff.failed()).isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }

    @Test
    void theSameSeedGivesTheSamePauses() {
        Backoff a = backoff();
        Backoff b = backoff();
        for (int i = 0; i < 10; i++) {
            assertThat(a.failed()).isEqualTo(b.failed());
        }
    }
}
