package io.otedama.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.view.EventRing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that read slowly, without sockets. */
class LiveClientTest {
    private static final String MINER = "miner:alice";

    private final PipeEnd socket = new PipeEnd();
    private final LiveClient client = new LiveClient(socket, 0);
    private final EventRing ring = new EventRing(1_700_000_000_000L);

    @BeforeEach
    void listen() {
        ring.attach(client::onEvent);
        client.subscribe(LiveTopic.POOL);
        client.subscribe(LiveTopic.BLOCKS);
        client.subscribe(MINER);
        client.follow(ring, true);
    }

    private void block(int height) {
        ring.onEvent(new PoolEvent.BlockFound(1, height, Hash256.ZERO, "alice", 50));
    }

    private void reads(int messages) {
        socket.room = messages;
        client.onRoom();
    }

    @Test
    void theNewestStateIsAllThatWaitsAndTheClientIsToldOfTheRest() {
        socket.room = 0;
        for (int i = 1; i <= 5; i++) {
            client.offerState(LiveTopic.POOL, "pool " + i);
        }
        client.offerState(MINER, "miner 1");
        reads(100);
        assertThat(socket.sent)
                .containsExactly("{\"type\":\"lagged\",\"topic\":\"pool\",\"lost\":4}", "pool 5", "miner 1");
        client.offerState(LiveTopic.POOL, "pool 6");
        assertThat(socket.sent).endsWith("pool 6");
    }

    @Test
    void eventsWaitInOrderAndTheOldestAreLostBeyondTheLimit() {
        socket.room = 0;
        for (int height = 1; height <= LiveClient.MAX_EVENTS; height++) {
            block(height);
        }
        reads(0);
        assertThat(socket.sent).isEmpty();
        block(LiveClient.MAX_EVENTS + 1);
        reads(2);
        assertThat(socket.sent.get(0)).isEqualTo("{\"type\":\"lagged\",\"topic\":\"blocks\",\"lost\":1}");
        assertThat(socket.sent.get(1)).contains("\"height\":2,");
        block(LiveClient.MAX_EVENTS + 2); // must not overtake those that wait
        reads(1_000);
        assertThat(socket.sent).hasSize(LiveClient.MAX_EVENTS + 2);
        assertThat(socket.sent.get(socket.sent.size() - 1)).contains("\"height\":" + (LiveClient.MAX_EVENTS + 2) + ",");
    }

    @Test
    void whoComesBackGetsWhatHeMissedOnce() {
        block(1);
        long seen = ring.lastId();
        block(2);
        block(3);
        LiveClient again = new LiveClient(socket, 0);
        socket.sent.clear();
        again.subscribe(LiveTopic.BLOCKS);
        again.resume(ring, seen, false);
        ring.attach(again::onEvent);
        block(4);
        assertThat(socket.sent).hasSize(4);
        assertThat(socket.sent.get(0)).contains("\"height\":2,").doesNotContain("alice");
        assertThat(socket.sent.get(1)).contains("\"height\":3,");
        assertThat(socket.sent.get(2)).isEqualTo("{\"type\":\"resumed\",\"after\":" + seen + ",\"lost\":0}");
        assertThat(socket.sent.get(3)).contains("\"height\":4,");
    }

    @Test
    void whatTheRingNoLongerHasIsCountedAsLost() {
        long seen = ring.lastId();
        for (int height = 1; height <= EventRing.CAPACITY + 10; height++) {
            ring.onEvent(new PoolEvent.StateChanged(1, "RUNNING"));
        }
        assertThat(ring.after(seen).lost()).isEqualTo(10);
        assertThat(ring.after(seen).events()).hasSize(EventRing.CAPACITY);
        assertThat(ring.after(seen + 10).lost()).isZero();
        assertThat(ring.after(0).lost()).isEqualTo(10);
    }

    @Test
    void whoComesBackFromAnotherRunIsToldAndHearsWhatComes() {
        ring.attach(event -> {});
        block(1);
        for (long after : new long[] {5, ring.lastId() + 1_000_000}) {
            socket.sent.clear();
            LiveClient again = new LiveClient(socket, 0);
            again.subscribe(LiveTopic.BLOCKS);
            again.resume(ring, after, false);
            ring.attach(again::onEvent);
            block(2);
            assertThat(socket.sent.get(0)).contains("\"height\":1,");
            assertThat(socket.sent).contains("{\"type\":\"resumed\",\"after\":" + after + ",\"lost\":1}");
            assertThat(socket.sent.get(socket.sent.size() - 1)).contains("\"height\":2,");
        }
    }

    @Test
    void whoComesBackToARunInWhichNothingHappenedYetHearsTheFirstEvent() {
        client.resume(ring, ring.lastId() + 1_000_000, false);
        block(1);
        assertThat(socket.sent).hasSize(2);
        assertThat(socket.sent.get(0)).endsWith("\"lost\":1}");
        assertThat(socket.sent.get(1)).contains("\"height\":1,");
    }

    @Test
    void topicsAreLimitedAndThoseLeftAreSilent() {
        for (int i = 3; i < LiveClient.MAX_TOPICS; i++) {
            assertThat(client.subscribe("miner:" + i)).isTrue();
        }
        assertThat(client.subscribe("miner:more")).isFalse();
        assertThat(client.subscribe(MINER)).as("has it already").isTrue();
        client.unsubscribe(MINER);
        client.unsubscribe(LiveTopic.BLOCKS);
        client.offerState(MINER, "miner 1");
        block(1);
        assertThat(socket.sent).isEmpty();
    }

    @Test
    void whoAsksAndDoesNotReadIsEnded() {
        socket.room = 0;
        assertThat(client.stuckNs(1_000)).isZero();
        assertThat(client.stuckNs(5_000)).isEqualTo(4_000);
        client.say(LiveMessage.error("no such topic"));
        assertThat(socket.closedWith).isEqualTo(LiveHub.TRY_LATER);
        socket.room = 5;
        assertThat(client.stuckNs(9_000)).isZero();
    }
}
