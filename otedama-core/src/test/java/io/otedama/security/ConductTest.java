package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConductTest {
    private static final long HALF_LIFE = 600_000;
    private final GuardConfig config = GuardConfig.defaults();
    private final Conduct conduct = new Conduct(config, 0);

    @Test
    void halfIsForgottenInAHalfLife() {
        for (int i = 0; i < 8; i++) {
            conduct.blame(Misbehaviour.FAILED_HANDSHAKE, 0);
        }
        assertThat(conduct.excess(0)).isEqualTo(80);
        assertThat(conduct.excess(HALF_LIFE)).isEqualTo(40);
        assertThat(conduct.excess(3 * HALF_LIFE)).isEqualTo(10);
        assertThat(conduct.excess(100 * HALF_LIFE)).isZero();
    }

    @Test
    void askingOftenForgetsNoLess() {
        for (int i = 0; i < 8; i++) {
            conduct.blame(Misbehaviour.FAILED_HANDSHAKE, 0);
        }
        for (long now = 0; now <= HALF_LIFE; now += 100) {
            conduct.excess(now);
        }
        assertThat(conduct.excess(HALF_LIFE)).isBetween(39L, 40L);
    }

    @Test
    void aClockThatGoesBackForgetsNothingAndAddsNothing() {
        conduct.blame(Misbehaviour.OVERSIZED, HALF_LIFE);
        assertThat(conduct.excess(0)).isEqualTo(20);
    }

    @Test
    void aStepIsAskedForOnceAndAgainAfterItWasForgotten() {
        assertThat(conduct.blame(Misbehaviour.OVERSIZED, 0)).isEqualTo(GuardStep.WARN);
        assertThat(conduct.blame(Misbehaviour.STALE_SHARE, 0)).isEqualTo(GuardStep.NONE);
        assertThat(conduct.step(0)).isEqualTo(GuardStep.WARN);
        assertThat(conduct.step(HALF_LIFE)).isEqualTo(GuardStep.NONE);
        conduct.blame(Misbehaviour.STALE_SHARE, 4 * HALF_LIFE);
        assertThat(conduct.blame(Misbehaviour.OVERSIZED, 4 * HALF_LIFE)).isEqualTo(GuardStep.WARN);
    }

    @Test
    void justBelowTheLadderNothingHappensAndOnItSomethingDoes() {
        for (int i = 0; i < 19; i++) {
            assertThat(conduct.blame(Misbehaviour.STALE_SHARE, 0)).isEqualTo(GuardStep.NONE);
        }
        assertThat(conduct.blame(Misbehaviour.STALE_SHARE, 0)).isEqualTo(GuardStep.WARN);
    }

    @Test
    void twoGoodSharesExcuseOneStaleOne() {
        conduct.praise(1_000, 0);
        for (int i = 0; i < 519; i++) {
            assertThat(conduct.blame(Misbehaviour.STALE_SHARE, 0)).isEqualTo(GuardStep.NONE);
        }
        assertThat(conduct.blame(Misbehaviour.STALE_SHARE, 0)).isEqualTo(GuardStep.WARN);
    }

    @Test
    void goodAndBadStopAtTheirBounds() {
        conduct.praise(Integer.MAX_VALUE, 0);
        assertThat(conduct.score(0)).isEqualTo(config.maxGoodPoints());
        GuardConfig harsh = GuardConfig.builder()
                .points(Misbehaviour.MALFORMED, GuardLadder.MAX_POINTS)
                .build();
        Conduct worst = new Conduct(harsh, 0);
        for (int i = 0; i < 10; i++) {
            worst.blame(Misbehaviour.MALFORMED, 0);
        }
        assertThat(worst.excess(0)).isEqualTo(HalfLife.MAX_AMOUNT / 1_000);
        assertThat(worst.excess(HALF_LIFE)).isEqualTo(HalfLife.MAX_AMOUNT / 2_000);
    }

    @Test
    void whatHappenedIsToldNewestFirst() {
        conduct.blame(Misbehaviour.STALE_SHARE, 10);
        conduct.blame(Misbehaviour.DUPLICATE_SHARE, 20);
        conduct.blame(Misbehaviour.DUPLICATE_SHARE, 30);
        conduct.praise(5, 25);
        assertThat(conduct.events())
                .extracting(
                        event -> event.kind() + " " + event.times() + " " + event.points() + " @" + event.epochMillis())
                .containsExactly("DUPLICATE_SHARE 2 -4 @30", "ACCEPTED_SHARE 5 5 @25", "STALE_SHARE 1 -1 @10");
    }
}
