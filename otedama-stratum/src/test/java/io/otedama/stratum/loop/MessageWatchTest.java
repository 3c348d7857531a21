package io.otedama.stratum.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final MessageWatch watch = new MessageWatch(0);

    @Test
    void aMessageThatDoesNotEndIsStuckAtTheLimitAndNotBefore() {
        assertThat(watch.isStuck(false, 0, 2_000)).isFalse();
        assertThat(watch.isStuck(true, 2 * SECOND - 1, 2_000)).isFalse();
        assertThat(watch.isStuck(true, 2 * SECOND, 2_000)).isTrue();
    }

    @Test
    void eachMessageHasItsOwnTime() {
        for (int second = 1; second < 10; second++) {
            watch.ended();
            assertThat(watch.isStuck(true, second * SECOND, 1_000)).isFalse();
        }
        assertThat(watch.isStuck(true, 10 * SECOND, 1_000)).isTrue();
    }

    @Test
    void silenceBetweenMessagesDoesNotCount() {
        for (int second = 1; second < 10; second++) {
            assertThat(watch.isStuck(false, second * SECOND, 1_000)).isFalse();
        }
        assertThat(watch.isStuck(true, 9 * SECOND + SECOND / 2, 1_000)).isFalse();
    }
}
