package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StrikeCounterTest {
    private static final long FORGET = 1000;

    private final StrikeCounter counter = new StrikeCounter(3, 5, FORGET, 0);

    @Test
    void verdictsChangeExactlyAtTheThresholds() {
        assertThat(counter.strike(0)).isEqualTo(StrikeVerdict.NONE);
        assertThat(counter.strike(0)).isEqualTo(StrikeVerdict.NONE);
        assertThat(counter.strike(0)).isEqualTo(StrikeVerdict.WARN);
        assertThat(counter.strike(0)).isEqualTo(StrikeVerdict.WARN);
        assertThat(counter.strike(0)).isEqualTo(StrikeVerdict.CLOSE);
        assertThat(counter.strikes(0)).isEqualTo(5);
    }

    @Test
    void oneIsForgottenEachPeriod() {
        counter.strike(4, 0);
        assertThat(counter.strikes(FORGET - 1)).isEqualTo(4);
        assertThat(counter.strikes(FORGET)).isEqualTo(3);
        assertThat(counter.verdict(2 * FORGET - 1)).isEqualTo(StrikeVerdict.WARN);
        assertThat(counter.verdict(2 * FORGET)).isEqualTo(StrikeVerdict.NONE);
        assertThat(counter.strikes(100 * FORGET)).isZero();
    }

    @Test
    void whoErrsMoreRarelyThanItIsForgivenIsNeverClosed() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(counter.strike(i * FORGET)).isEqualTo(StrikeVerdict.NONE);
        }
    }

    @Test
    void forgivenessTakesABoundedTimeHoweverManyStrikes() {
        assertThat(counter.strike(Integer.MAX_VALUE, 0)).isEqualTo(StrikeVerdict.CLOSE);
        assertThat(counter.strikes(0)).isEqualTo(5);
        assertThat(counter.verdict(5 * FORGET)).isEqualTo(StrikeVerdict.NONE);
        assertThat(counter.strikes(5 * FORGET)).isZero();
    }

    @Test
    void timeThatGoesBackIsNoTimePassed() {
        counter.strike(5, 1_000_000);
        assertThat(counter.strikes(0)).isEqualTo(5);
        assertThat(counter.strikes(FORGET)).isEqualTo(4);
    }

    @Test
    void negativeAmountsAreNoStrikes() {
        counter.strike(2, 0);
        counter.strike(-2, 0);
        assertThat(counter.strikes(0)).isEqualTo(2);
    }

    @Test
    void warningAndClosingMayBeOne() {
        assertThat(new StrikeCounter(1, 1, 1, 0).strike(0)).isEqualTo(StrikeVerdict.CLOSE);
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertRefused(0, 5, FORGET);
        assertRefused(6, 5, FORGET);
        assertRefused(3, 5, 0);
        assertRefused(3, 5, Long.MAX_VALUE / 5);
    }

    private static void assertRefused(int warnAt, int closeAt, long forgetNs) {
        assertThatThrownBy(() -> new StrikeCounter(warnAt, closeAt, forgetNs, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
