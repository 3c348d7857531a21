package io.otedama.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.event.PoolEvent;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final long START = 1_700_000_000_000L;

    @Test
    void bansAndTheirEndsAreNotForEverybody() {
        EventRing ring = new EventRing(START);
        ring.attach(event -> {});
        ring.onEvent(new PoolEvent.Banned(1, "203.0.113.7", 2, "garbage"));
        ring.onEvent(new PoolEvent.BanLifted(2, "203.0.113.7"));
        ring.onEvent(new PoolEvent.Alarm(3, "SHARE_FLOOD", "worker", "many"));
        ring.onEvent(new PoolEvent.StateChanged(4, "RUNNING"));

        assertThat(ring.after(0).events()).extracting(EventView::type).containsExactly("state");
    }

    private static EventRing ringWith(int events) {
        EventRing ring = new EventRing(START);
        for (int i = 1; i <= events; i++) {
            ring.onEvent(new PoolEvent.StateChanged(i, "RUNNING"));
        }
        return ring;
    }

    @Test
    void aNumberOfTheRunBeforeMeansThatSomethingMayHaveHappenedInBetween() {
        EventRing ring = ringWith(2);
        long beforeTheFirst = ring.lastId() - 2;
        assertThat(ring.after(beforeTheFirst).lost()).as("of this run").isZero();
        assertThat(ring.after(beforeTheFirst).events()).hasSize(2);
        assertThat(ring.after(beforeTheFirst - 1).lost()).isEqualTo(1);
        assertThat(ring.after(beforeTheFirst - 1).events()).hasSize(2);
        assertThat(ring.after(Long.MIN_VALUE).lost()).isEqualTo(1);
        assertThat(ringWith(0).after(beforeTheFirst - 1).lost()).isEqualTo(1);
    }

    @Test
    void aNumberThatWasNotGivenYetIsOfARunWhoseClockWasAhead() {
        EventRing ring = ringWith(2);
        for (long after : new long[] {ring.lastId() + 1, Long.MAX_VALUE}) {
            assertThat(ring.after(after).events())
                    .extracting(EventView::id)
                    .containsExactly(ring.lastId() - 1, ring.lastId());
            assertThat(ring.after(after).lost()).isEqualTo(1);
        }
        assertThat(ring.after(ring.lastId()).lost()).isZero();
        assertThat(ring.after(ring.lastId()).events()).isEmpty();
        EventRing full = ringWith(EventRing.CAPACITY + 7);
        assertThat(full.after(full.lastId() + 1).lost()).isEqualTo(7);
    }
}
