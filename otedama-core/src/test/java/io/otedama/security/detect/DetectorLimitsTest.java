package io.otedama.security.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each rule at its limit and one past it. */
class DetectorLimitsTest {
    private static final JumpConfig JUMPS = new JumpConfig(4, 3_600_000, 20);

    @Test
    void evidenceIsChernoffsExponent() {
        assertThat(PoissonTail.evidenceAbove(20, 10)).isCloseTo(3.862944, within(1e-6)); // 20 ln 2 - 10
        assertThat(PoissonTail.evidenceAbove(10, 10)).isZero();
        assertThat(PoissonTail.evidenceAbove(3, 10)).isZero();
        assertThat(PoissonTail.evidenceAbove(1, 0)).isInfinite();
        assertThat(PoissonTail.evidenceAbove(0, 0)).isZero();
    }

    /** P(X >= 20 | 10) = 0.00345 is below exp(-3.86) = 0.021, as a bound must be. */
    @Test
    void evidenceIsABoundOfThePoissonTail() {
        double term = Math.exp(-10);
        double below = term;
        for (int i = 1; i < 20; i++) {
            term *= 10.0 / i;
            below += term;
        }
        assertThat(1 - below).isCloseTo(0.00345, within(1e-5)).isLessThan(Math.exp(-PoissonTail.evidenceAbove(20, 10)));
    }

    @Test
    void aStormNeedsItsLeastCountAndItsEvidence() {
        StormTest test = new StormTest(20, 0, 0.01, 5, 20);
        assertThat(test.tolerated(100, 1, 0, 0)).isCloseTo(5, within(1e-12));
        assertThat(test.isStorm(25, 100, 1, 0, 0)).as("25 ln 5 - 20 = 20.2").isTrue();
        assertThat(test.isStorm(24, 100, 1, 0, 0)).as("24 ln 4.8 - 19 = 18.6").isFalse();
        assertThat(test.isStorm(20, 20, 1, 0, 0)).as("20 ln 20 - 19 = 40.9").isTrue();
        assertThat(test.isStorm(19, 19, 1, 0, 0)).as("too few to say anything").isFalse();
    }

    @Test
    void eachConnectionMayHaveAFew() {
        StormTest test = new StormTest(20, 3, 0.01, 5, 20);
        assertThat(test.tolerated(100, 0, 0, 0)).as("those that left").isCloseTo(8, within(1e-12));
        assertThat(test.isStorm(31, 100, 1, 0, 0)).as("31 ln 3.9 - 23 = 19.0").isFalse();
        assertThat(test.isStorm(32, 100, 1, 0, 0)).as("32 ln 4 - 24 = 20.4").isTrue();
        assertThat(test.isStorm(32, 100, 2, 0, 0)).isFalse();
    }

    @Test
    void whatHappensToEverybodyIsNoStorm() {
        StormTest test = new StormTest(20, 0, 0.01, 5, 20);
        assertThat(test.isStorm(80, 100, 1, 8_000, 10_000)).isFalse();
        assertThat(test.isStorm(80, 100, 1, 300, 10_000)).isTrue();
        assertThat(test.tolerated(100, 1, 3, 3))
                .as("three shares are no majority")
                .isLessThan(30);
        assertThatThrownBy(() -> new StormTest(0, 0, 0.1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFloodIsCountedByConnection() {
        ShareFlood flood = new ShareFlood(5, 20);
        assertThat(flood.isFlood(1_500, 1)).isFalse();
        assertThat(flood.isFlood(1_746, 1)).as("evidence 19.4").isFalse();
        assertThat(flood.isFlood(1_752, 1)).as("evidence 20.2").isTrue();
        assertThat(flood.isFlood(1_752, 2)).isFalse();
        assertThat(flood.isFlood(1_752, 0)).as("those that left").isTrue();
        assertThatThrownBy(() -> new ShareFlood(0, 20)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aJumpIsSeveralTimesTheUsualWork() {
        assertThat(jumpAfter(3 * 3_600_000L, 4, 1)).as("four times is forgiven").isZero();
        assertThat(jumpAfter(3 * 3_600_000L, 12, 1)).isBetween(5.0, 12.0);
        assertThat(jumpAfter(3 * 3_600_000L, 1, 16))
                .as("in work, at the same rate of shares")
                .isBetween(5.0, 16.0);
        assertThat(jumpAfter(3_000_000, 12, 1)).as("within the time to learn").isZero();
    }

    @Test
    void aPauseIsNoJump() {
        HashrateJump jump = new HashrateJump();
        double times = 0;
        for (int i = 0; i < 720; i++) {
            times += jump.observe(JUMPS, 10_000, 2, 2);
        }
        for (int i = 0; i < 8_640; i++) {
            times += jump.observe(JUMPS, 10_000, 0, 0);
        }
        for (int i = 0; i < 720; i++) {
            times += jump.observe(JUMPS, 10_000, 2, 2);
        }
        assertThat(times).isZero();
    }

    @Test
    void whatIsNewBecomesUsual() {
        HashrateJump jump = new HashrateJump();
        for (int i = 0; i < 720; i++) {
            assertThat(jump.observe(JUMPS, 10_000, 2, 2)).isZero();
        }
        int alarms = 0;
        for (int i = 0; i < 720; i++) {
            if (jump.observe(JUMPS, 10_000, 2, 40) > 0) {
                alarms++;
                jump.accept();
            }
        }
        assertThat(alarms).isBetween(1, 3);
    }

    /** Two shares of work 1 every 10 s for that long, then for ten minutes so many times the shares, of so much work. */
    private static double jumpAfter(long learnMs, int times, int work) {
        HashrateJump jump = new HashrateJump();
        for (long i = 0; i < learnMs / 10_000; i++) {
            assertThat(jump.observe(JUMPS, 10_000, 2, 2)).isZero();
        }
        double most = 0;
        for (int i = 0; i < 60; i++) {
            most = Math.max(most, jump.observe(JUMPS, 10_000, 2.0 * times, 2.0 * times * work));
        }
        return most;
    }
}
