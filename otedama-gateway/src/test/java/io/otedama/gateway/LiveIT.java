package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.testkit.VirtualClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** WebSocket clients with real sockets. */
class LiveIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Somebody who listens. */
    private static final class Listener implements WebSocket.Listener, AutoCloseable {
        private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final WebSocket socket;

        Listener(GatewayRig rig, String... headers) {
            WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            URI uri = URI.create("ws://127.0.0.1:" + rig.port() + "/api/v1/live");
            socket = builder.buildAsync(uri, this)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                try {
                    heard.add(GatewayRig.JSON.readTree(part.toString()));
                } catch (Exception e) {
                    closed.completeExceptionally(e);
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }

        void say(String json) {
            socket.sendText(json, true).orTimeout(10, TimeUnit.SECONDS).join();
        }

        JsonNode awaitOne(Predicate<JsonNode> wanted) {
            await().atMost(15, TimeUnit.SECONDS).until(() -> heard.stream().anyMatch(wanted));
            return heard.stream().filter(wanted).findFirst().orElseThrow();
        }

        JsonNode awaitType(String type) {
            return awaitOne(m -> m.get("type").textValue().equals(type));
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static PoolEvent found(int height) {
        return new PoolEvent.BlockFound(System.currentTimeMillis(), height, Hash256.ZERO, "alice", 50);
    }

    @Test
    void topicsTellTheirStateAtOnceAndBlocksAsTheyCome() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS);
                Listener listener = new Listener(rig)) {
            listener.say("{\"subscribe\":[\"pool\",\"blocks\",\"miner:" + RigPool.ALICE + "\"]}");
            JsonNode pool = listener.awaitType("pool");
            assertThat(pool.get("topic").textValue()).isEqualTo("pool");
            assertThat(pool.at("/data/name").textValue()).isEqualTo("rig");
            JsonNode miner = listener.awaitType("miner");
            assertThat(miner.at("/data/account").textValue()).isEqualTo(RigPool.ALICE);
            rig.source.publish(found(77));
            JsonNode block = listener.awaitOne(m -> m.at("/data/height").intValue() == 77);
            assertThat(block.get("topic").textValue()).isEqualTo("blocks");
            assertThat(block.get("type").textValue()).isEqualTo("block-found");
            assertThat(block.get("id").longValue())
                    .isGreaterThanOrEqualTo(pool.get("id").longValue());
            listener.say("{\"unsubscribe\":[\"blocks\"],\"subscribe\":[\"nonsense\"]}");
            assertThat(listener.awaitType("error").get("detail").textValue()).contains("no such topic");
        }
    }

    @Test
    void whoComesBackHearsWhatHeMissed() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            rig.source.publish(found(1));
            long seen = GatewayRig.json(rig.get("/api/v1/events")).at("/items").findValues("id").stream()
                    .mapToLong(JsonNode::longValue)
                    .max()
                    .orElseThrow();
            rig.source.publish(found(2));
            try (Listener listener = new Listener(rig)) {
                listener.say("{\"subscribe\":[\"blocks\"],\"after\":" + seen + "}");
                assertThat(listener.awaitType("resumed").get("lost").longValue())
                        .isZero();
                assertThat(listener.heard.stream().filter(m -> m.has("data")))
                        .singleElement()
                        .satisfies(
                                m -> assertThat(m.at("/data/height").intValue()).isEqualTo(2));
            }
        }
    }

    @Test
    void privateTopicsNeedATokenThatIsGood() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.POOL);
                Listener listener = new Listener(rig)) {
            String miner = "{\"subscribe\":[\"miner:" + RigPool.ALICE + "\"]}";
            listener.say(miner);
            assertThat(listener.awaitType("error").get("detail").textValue()).contains("needs a token");
            listener.heard.clear();
            listener.say("{\"token\":\"otk_000000000000_guess\"}");
            assertThat(listener.awaitType("error").get("detail").textValue()).isEqualTo("the key is not known");
            String made = rig.admin(
                            "POST",
                            "/api/v1/admin/tokens",
                            "{\"scopes\":[\"miner\"],\"subject\":\"" + RigPool.ALICE + "\",\"seconds\":60}")
                    .body();
            listener.say("{\"token\":" + read(made).get("token") + ",\"subscribe\":[\"miner:" + RigPool.ALICE + "\"]}");
            assertThat(listener.awaitType("miner").at("/data/account").textValue())
                    .isEqualTo(RigPool.ALICE);
            listener.heard.clear();
            listener.say("{\"subscribe\":[\"miner:" + RigPool.BOB + "\"]}");
            assertThat(listener.awaitType("error").get("detail").textValue()).contains("needs a token");
        }
    }

    private static JsonNode read(String json) {
        try {
            return GatewayRig.JSON.readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDeletedKeyAndARevokedTokenEndTheirConnections() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.POOL)) {
            String body = "{\"name\":\"x\",\"scopes\":[\"read\"]}";
            JsonNode key = read(rig.admin("POST", "/api/v1/admin/keys", body).body());
            JsonNode token = read(rig.admin("POST", "/api/v1/admin/tokens", "{\"scopes\":[\"read\"],\"seconds\":600}")
                    .body());
            try (Listener withKey = new Listener(rig);
                    Listener withToken = new Listener(rig)) {
                String miner = ",\"subscribe\":[\"miner:" + RigPool.ALICE + "\"]}";
                withKey.say("{\"token\":" + key.get("key") + miner);
                withToken.say("{\"token\":" + token.get("token") + miner);
                withKey.awaitType("miner");
                withToken.awaitType("miner");
                rig.admin("DELETE", "/api/v1/admin/keys/" + key.get("id").textValue(), null);
                assertThat(withKey.closed.orTimeout(10, TimeUnit.SECONDS).join())
                        .isEqualTo(1008);
                assertThat(withToken.closed).isNotDone();
                rig.admin("DELETE", "/api/v1/admin/tokens/" + token.get("id").textValue(), null);
                assertThat(withToken.closed.orTimeout(10, TimeUnit.SECONDS).join())
                        .isEqualTo(1008);
            }
        }
    }

    @Test
    void aSignOfLifeComesAndWhoShowsNoTokenHasToGo() {
        VirtualClock clock = new VirtualClock(1_700_000_000);
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock));
                Listener listener = new Listener(rig)) {
            listener.say("{\"subscribe\":[\"blocks\"]}");
            await().until(() -> rig.gateway.liveClients() == 1);
            clock.advance(Duration.ofSeconds(16));
            assertThat(listener.awaitType("heartbeat").get("at").longValue()).isEqualTo(clock.epochMillis());
        }
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock).access(PublicAccess.NONE));
                Listener listener = new Listener(rig)) {
            await().until(() -> rig.gateway.liveClients() == 1);
            clock.advance(Duration.ofSeconds(11));
            assertThat(listener.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1008);
        }
    }

    @Test
    void clientsAreServedThoughAnotherPartOfTheRoundFails() {
        VirtualClock clock = new VirtualClock(1_700_000_000);
        try (GatewayRig rig = GatewayRig.open(builder -> builder.clock(clock));
                Listener listener = new Listener(rig)) {
            AtomicInteger failed = new AtomicInteger();
            rig.source.control.beforeAlarms = () -> {
                failed.incrementAndGet();
                throw new IllegalStateException("the guard is broken");
            };
            await().until(() -> failed.get() >= 2 && rig.gateway.liveClients() == 1);
            clock.advance(Duration.ofSeconds(16));
            listener.awaitType("heartbeat");
        }
    }

    @Test
    void whoComesBackFromAnotherRunOfThePoolIsToldThatSomethingIsLost() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            rig.source.publish(found(7));
            for (long after : new long[] {1_000, Long.MAX_VALUE - 1}) {
                try (Listener listener = new Listener(rig)) {
                    listener.say("{\"subscribe\":[\"blocks\"],\"after\":" + after + "}");
                    assertThat(listener.awaitType("resumed").get("lost").longValue())
                            .isPositive();
                    rig.source.publish(found(8));
                    listener.awaitOne(m -> m.at("/data/height").intValue() == 8);
                }
                assertThat(rig.get("/api/v1/events?after=" + after).body()).contains("\"height\":7");
            }
        }
    }

    @Test
    void anotherSitesPageAndTheClientBeyondTheLimitStayOut() {
        try (GatewayRig rig =
                        GatewayRig.open(builder -> builder.limits(GatewayRig.LIMITS.withConnections(100, 100, 1)));
                Listener first = new Listener(rig, "Origin", "http://127.0.0.1:" + rig.port())) {
            assertThatThrownBy(() -> new Listener(rig)).hasMessageContaining("WebSocketHandshake");
            assertThat(rig.gateway.liveClients()).isEqualTo(1);
            first.socket.abort();
            await().until(() -> rig.gateway.liveClients() == 0);
            assertThatThrownBy(() -> new Listener(rig, "Origin", "https://evil.example"))
                    .hasMessageContaining("WebSocketHandshake");
            try (Listener next = new Listener(rig)) {
                next.say("{\"subscribe\":[\"pool\"]}");
                next.awaitType("pool");
            }
        }
    }

    @Test
    void tooLongAndTooManyMessagesEndAClient() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            try (Listener listener = new Listener(rig)) {
                listener.say("{\"subscribe\":[\"" + "x".repeat(5_000) + "\"]}");
                await().until(listener.closed::isDone);
            }
            try (Listener listener = new Listener(rig)) {
                for (int i = 0; i < 40 && !listener.closed.isDone(); i++) {
                    try {
                        listener.say("{\"subscribe\":[\"pool\"]}");
                    } catch (RuntimeException e) {
                        break; // it was ended meanwhile
                    }
                }
                await().until(listener.closed::isDone);
            }
            await().until(() -> rig.gateway.liveClients() == 0);
        }
    }

    @Test
    void endedClientsLeaveNoConnectionCounted() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            for (int i = 0; i < 3; i++) {
                try (Listener listener = new Listener(rig)) {
                    listener.say("{\"subscribe\":[\"pool\"]}");
                    listener.awaitType("pool");
                }
            }
            await().until(() -> rig.gateway.health().facts().get("connections").equals("0"));
        }
    }
}
