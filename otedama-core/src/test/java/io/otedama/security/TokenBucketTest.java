package io.otedama.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    private final TokenBucket bucket = new TokenBucket(10, 3, 0);

    @Test
    void aBurstOfTheCapacityPassesAndOneMoreDoesNot() {
        assertThat(bucket.tryTake(10, 0)).isTrue();
        assertThat(bucket.tryTake(1, 0)).isFalse();
    }

    @Test
    void takesAllOrNothing() {
        assertThat(bucket.tryTake(11, 0)).isFalse();
        assertThat(bucket.tryTake(10, 0)).isTrue();
    }

    @Test
    void aThirdOfASecondGivesOneToken() {
        bucket.tryTake(10, 0);
        assertThat(bucket.tryTake(1, SECOND / 3)).isFalse();
        assertThat(bucket.tryTake(1, SECOND / 3 + 1)).isTrue();
    }

    @Test
    void nothingIsLostToRoundingHoweverOftenItIsAsked() {
        bucket.tryTake(10, 0);
        long taken = 0;
        for (long now = 0; now <= 100 * SECOND; now += 999_983) {
            if (bucket.tryTake(1, now)) {
                taken++;
            }
        }
        assertThat(taken).isEqualTo(299);
        assertThat(bucket.tryTake(1, 100 * SECOND)).isTrue();
    }

    @Test
    void isNeverFullerThanItsCapacity() {
        assertThat(bucket.tryTake(10, Long.MAX_VALUE)).isTrue();
        assertThat(bucket.tryTake(1, Long.MAX_VALUE)).isFalse();
    }

    @Test
    void timeThatGoesBackIsNoTimePassed() {
        bucket.tryTake(10, 100 * SECOND);
        assertThat(bucket.tryTake(1, 0)).isFalse();
        assertThat(bucket.tryTake(1, SECOND / 3 + 1)).isTrue();
    }

    @Test
    void saysHowLongToWait() {
        assertThat(bucket.waitNs(10, 0)).isZero();
        bucket.tryTake(10, 0);
        long wait = bucket.waitNs(4, 0);
        assertThat(wait).isEqualTo(4 * SECOND / 3 + 1);
        assertThat(bucket.tryTake(4, wait - 1)).isFalse();
        assertThat(bucket.tryTake(4, wait)).isTrue();
        assertThat(bucket.waitNs(11, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void negativeAmountsAreNeverGiven() {
        assertThat(bucket.tryTake(-1, 0)).isFalse();
        assertThat(bucket.tryTake(0, 0)).isTrue();
        assertThat(bucket.tryTake(10, 0)).isTrue();
    }

    @Test
    void theLargestBucketDoesNotOverflow() {
        TokenBucket largest = new TokenBucket(TokenBucket.MAX_TOKENS, TokenBucket.MAX_TOKENS, 0);
        assertThat(largest.tryTake(TokenBucket.MAX_TOKENS, 0)).isTrue();
        assertThat(largest.tryTake(TokenBucket.MAX_TOKENS, SECOND - 1)).isFalse();
        assertThat(largest.tryTake(TokenBucket.MAX_TOKENS, SECOND)).isTrue();
        assertThat(largest.tryTake(Long.MAX_VALUE, SECOND)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, TokenBucket.MAX_TOKENS + 1})
    void limitsOutOfRangeAreRefused(long value) {
        assertThatThrownBy(() -> new TokenBucket(value, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBucket(1, value, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
