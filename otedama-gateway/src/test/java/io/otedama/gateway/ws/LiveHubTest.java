package io.otedama.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.auth.ApiKeys;
import io.otedama.gateway.auth.Authenticator;
import io.otedama.gateway.auth.FailureBrake;
import io.otedama.gateway.auth.Scope;
import io.otedama.gateway.auth.Tokens;
import io.otedama.gateway.http.AccessRule;
import io.otedama.gateway.http.AddressRequestLimit;
import io.otedama.gateway.http.ApiTerms;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.OriginRule;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.gateway.http.RequestWorkers;
import io.otedama.gateway.view.EventRing;
import io.otedama.gateway.view.MinerViews;
import io.otedama.gateway.view.PictureCache;
import io.otedama.gateway.view.PoolCard;
import io.otedama.gateway.view.PoolMemory;
import io.otedama.gateway.view.PoolViews;
import io.otedama.gateway.view.RoundBook;
import io.otedama.testkit.VirtualClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients, without sockets. */
class LiveHubTest {
    private final VirtualClock clock = new VirtualClock(1_700_000_000);
    private final RequestWorkers workers = new RequestWorkers(1, 1);
    private final Authenticator authenticator = new Authenticator(null, clock, "test");
    private final EventRing ring = new EventRing(clock.epochMillis());
    private final SilentPool pool = new SilentPool();
    private final LiveHub hub = hub(PublicAccess.POOL);

    private LiveHub hub(PublicAccess access) {
        ApiTerms terms = new ApiTerms(
                new AccessRule(access),
                authenticator,
                new FailureBrake(clock, 10),
                new AddressRequestLimit(HttpLimits.DEFAULT, clock),
                new OriginRule(List.of()),
                workers,
                workers);
        PoolViews views = new PoolViews(
                new PictureCache(pool, clock),
                new RoundBook(pool, clock),
                new PoolMemory(),
                PoolCard.of("test"),
                clock.epochMillis());
        return new LiveHub(terms, views, new MinerViews(pool, views), ring, clock, 10);
    }

    @AfterEach
    void close() {
        workers.close();
    }

    private LiveClient join(PipeEnd socket, String json) {
        assertThat(hub.takePlace()).isTrue();
        LiveClient client = hub.add(socket);
        say(client, json);
        return client;
    }

    private void say(LiveClient client, String json) {
        hub.onMessage(client, InetAddress.getLoopbackAddress(), json);
    }

    private void block(int height) {
        ring.onEvent(new PoolEvent.BlockFound(1, height, Hash256.ZERO, "alice", 50));
    }

    @Test
    void aBrokenClientIsEndedAndTheOthersHearEverything() {
        String all = "{\"subscribe\":[\"pool\",\"blocks\"]}";
        List<PipeEnd> sockets = List.of(new PipeEnd(), new PipeEnd(), new PipeEnd());
        sockets.forEach(socket -> join(socket, all));
        for (PipeEnd broken : sockets) { // each has its turn: the order of the hub is not known
            broken.broken = true;
            sockets.forEach(socket -> socket.sent.clear());
            block(1);
            assertThat(broken.closedWith).isEqualTo(LiveHub.INTERNAL);
            broken.closedWith = 0;
            clock.advance(Duration.ofMillis(LiveHub.HEARTBEAT_MILLIS));
            hub.tick();
            assertThat(broken.closedWith).isEqualTo(LiveHub.INTERNAL);
            for (PipeEnd socket : sockets) {
                if (socket != broken) {
                    assertThat(socket.closedWith).isZero();
                    assertThat(socket.sent).hasSize(2);
                    assertThat(socket.sent.get(0)).contains("\"height\":1,");
                    assertThat(socket.sent.get(1)).contains("heartbeat");
                }
            }
            broken.broken = false;
            broken.closedWith = 0;
        }
        sockets.get(1).broken = true;
        hub.close();
        assertThat(sockets.get(0).closedWith).isEqualTo(LiveHub.GOING_AWAY);
        assertThat(sockets.get(2).closedWith).isEqualTo(LiveHub.GOING_AWAY);
    }

    @Test
    void whatCannotBeToldNowIsNoFaultOfTheClient() {
        PipeEnd socket = new PipeEnd();
        pool.trouble = new UnsupportedOperationException("the pool is broken");
        join(socket, "{\"subscribe\":[\"pool\",\"blocks\"]}");
        clock.advance(Duration.ofMillis(LiveHub.HEARTBEAT_MILLIS));
        hub.tick();
        assertThat(pool.looks).isPositive();
        assertThat(socket.closedWith).isZero();
        assertThat(socket.sent).singleElement().asString().contains("heartbeat");
    }

    private String key(Scope scope) {
        return authenticator.keys().make("x", Set.of(scope), null, null).text();
    }

    private static String token(String text) {
        return "{\"token\":\"" + text + "\"}";
    }

    @Test
    void aCredentialThatIsNotGoodAnyMoreEndsItsConnectionsAndNoOthers() {
        ApiKeys.Made key = authenticator.keys().make("x", Set.of(Scope.READ), null, null);
        Tokens.Made made = authenticator.tokens().make(Set.of(Scope.READ), null, Duration.ofHours(1));
        PipeEnd withKey = new PipeEnd();
        PipeEnd withToken = new PipeEnd();
        PipeEnd withOther = new PipeEnd();
        PipeEnd withNothing = new PipeEnd();
        join(withKey, token(key.text()));
        join(withToken, token(made.text()));
        join(withOther, token(key(Scope.READ)));
        join(withNothing, "{\"subscribe\":[\"pool\"]}");
        hub.tick();
        assertThat(List.of(withKey, withToken, withOther, withNothing)).allMatch(socket -> socket.closedWith == 0);
        authenticator.keys().delete(key.key().id());
        hub.tick();
        assertThat(withKey.closedWith).isEqualTo(LiveHub.POLICY);
        assertThat(List.of(withToken, withOther, withNothing)).allMatch(socket -> socket.closedWith == 0);
        authenticator.tokens().revoke(made.id());
        hub.tick();
        assertThat(withToken.closedWith).isEqualTo(LiveHub.POLICY);
        assertThat(List.of(withOther, withNothing)).allMatch(socket -> socket.closedWith == 0);
    }

    @Test
    void aWeakerTokenTakesTopicsAndNamesAway() {
        PipeEnd socket = new PipeEnd();
        LiveClient client = join(socket, token(key(Scope.READ)));
        say(client, "{\"subscribe\":[\"miner:alice\",\"miner:bob\",\"blocks\"]}");
        block(1);
        assertThat(socket.sent).singleElement().asString().contains("alice");
        socket.room = 0;
        client.offerState("miner:alice", "alice's");
        client.offerState("miner:bob", "bob's");
        block(2);
        assertThat(socket.sent).hasSize(1);
        String bob =
                authenticator.keys().make("x", Set.of(Scope.MINER), "bob", null).text();
        socket.sent.clear();
        socket.room = 100;
        say(client, token(bob));
        client.onRoom();
        client.offerState("miner:alice", "alice's again");
        client.offerState("miner:bob", "bob's again");
        block(3);
        assertThat(client.topics()).containsExactlyInAnyOrder("miner:bob", "blocks");
        assertThat(socket.sent).noneMatch(text -> text.contains("alice"));
        assertThat(socket.sent.get(0)).contains("needs a token");
        assertThat(socket.sent).contains("bob's", "bob's again", LiveMessage.lagged(LiveTopic.BLOCKS, 1));
        assertThat(socket.sent.get(socket.sent.size() - 1)).contains("\"height\":3,");
    }

    @Test
    void aTokenThatOpensAsMuchTakesNothingAway() {
        PipeEnd socket = new PipeEnd();
        LiveClient client = join(socket, token(key(Scope.READ)));
        say(client, "{\"subscribe\":[\"miner:alice\",\"blocks\"]}");
        say(client, token(key(Scope.READ)));
        block(1);
        client.offerState("miner:alice", "alice's");
        assertThat(socket.sent).hasSize(2).allMatch(text -> text.contains("alice"));
    }
}
