package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.testkit.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** WebSocket clients that do not read. */
class LiveFloodIT {
    /** As the README says. */
    private static final int BURST = 64;

    private static final int MANY = 1_000;

    /**
     * @param others connections that may stay: the rig's own
     */
    private static void awaitNobody(GatewayRig rig, int others) {
        await().atMost(20, TimeUnit.SECONDS).until(() -> rig.gateway.liveClients() == 0);
        await().until(() -> Integer.parseInt(rig.gateway.health().facts().get("connections")) <= others);
    }

    /** More than the sockets of this machine hold. */
    private static void fill(GatewayRig rig) {
        PoolEvent block = new PoolEvent.BlockFound(1, 1, Hash256.ZERO, "x".repeat(1_000), 50);
        for (int i = 0; i < 20 * MANY; i++) {
            rig.source.publish(block);
            if (i % MANY == 0) {
                rig.get("/health/live"); // meanwhile the sockets take what waits
            }
        }
    }

    @Test
    void asManyPingsAsAllowedAreAnsweredAndOneMoreEndsTheConnection() throws IOException {
        VirtualClock clock = new VirtualClock(1_700_000_000); // no second passes, so no more are allowed
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock).access(PublicAccess.POOL));
                RawLiveClient client = new RawLiveClient(rig.port())) {
            client.ping(BURST);
            byte[] pongs = client.readPongs(BURST);
            for (int i = 0; i < pongs.length; i += 2) {
                assertThat(pongs[i]).isEqualTo((byte) 0x8A);
                assertThat(pongs[i + 1]).isZero();
            }
            assertThat(pongs).hasSize(2 * BURST);
            assertThat(rig.gateway.liveClients()).isEqualTo(1);
            client.ping(1);
            assertThat(client.isEnded()).isTrue();
            awaitNobody(rig, 0);
        }
    }

    @Test
    void whoOnlyPingsAndNeverReadsIsCutOff() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.POOL);
                RawLiveClient client = new RawLiveClient(rig.port())) {
            int taken = 0;
            try {
                while (taken < 10_000 * MANY) {
                    client.ping(MANY);
                    taken += MANY;
                }
            } catch (IOException e) {
                // it was cut off
            }
            assertThat(taken).as("what the sockets of this machine hold").isLessThan(2_000 * MANY);
            awaitNobody(rig, 0);
        }
    }

    @Test
    void aGoodbyeThatCannotBeSentDoesNotKeepTheConnection() throws IOException {
        VirtualClock clock = new VirtualClock(1_700_000_000);
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock).access(PublicAccess.MINERS));
                RawLiveClient client = new RawLiveClient(rig.port())) {
            client.say("{\"subscribe\":[\"blocks\"]}");
            client.ping(1);
            await().until(() -> rig.gateway.liveClients() == 1);
            await().atMost(25, TimeUnit.SECONDS).until(() -> {
                fill(rig);
                clock.advance(Duration.ofSeconds(31)); // it was full at one look and is at the next one
                return rig.gateway.liveClients() == 0;
            });
            awaitNobody(rig, 1); // it asked for the health meanwhile
        }
    }

    @Test
    void aGoodbyeBehindAFullQueueKeepsNothingFromTheOthers() throws IOException {
        VirtualClock clock = new VirtualClock(1_700_000_000);
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock).access(PublicAccess.MINERS));
                RawLiveClient deaf = new RawLiveClient(rig.port());
                RawLiveClient other = new RawLiveClient(rig.port())) {
            deaf.say("{\"subscribe\":[\"blocks\"],\"after\":0}");
            await().until(() -> rig.gateway.liveClients() == 2);
            deaf.awaitText("\"resumed\"");
            fill(rig);
            deaf.sayGoodbye();
            other.say("{\"subscribe\":[\"blocks\"]}");
            other.say("{\"subscribe\":[\"nonsense\"]}"); // heard once the first was done
            other.awaitText("no such topic");
            rig.source.publish(new PoolEvent.BlockFound(1, 4_711, Hash256.ZERO, "x", 50));
            other.awaitText("\"height\":4711");
            clock.advance(Duration.ofSeconds(16));
            other.awaitText("\"heartbeat\"");
            await().atMost(25, TimeUnit.SECONDS).until(() -> {
                clock.advance(Duration.ofSeconds(31));
                return rig.gateway.liveClients() == 1;
            });
        }
    }
}
