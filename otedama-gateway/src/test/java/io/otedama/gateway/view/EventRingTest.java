package io.otedama.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.event.PoolEvent;
import org.junit.jupiter.api.Test;

class EventRingTest {
    @Test
    void bansAndTheirEndsAreNotForEverybody() {
        EventRing ring = new EventRing(1_700_000_000_000L);
        ring.attach(event -> {});
        ring.onEvent(new PoolEvent.Banned(1, "203.0.113.7", 2, "garbage"));
        ring.onEvent(new PoolEvent.BanLifted(2, "203.0.113.7"));
        ring.onEvent(new PoolEvent.Alarm(3, "SHARE_FLOOD", "worker", "many"));
        ring.onEvent(new PoolEvent.StateChanged(4, "RUNNING"));

        assertThat(ring.after(0).events()).extracting(EventView::type).containsExactly("state");
    }
}
