package io.otedama.stratum.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.chain.Difficulty;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClientHandshakeTest {
    private final FakePool pool = new FakePool();
    private final RecordingListener events = new RecordingListener();

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void everythingAskedForComesInTheUsualOrder() throws Exception {
        try (StratumClient client = pool.client()
                .listener(events)
                .password("d=8")
                .userAgent("rig/9")
                .versionRolling(StratumClientBuilder.BIP320_MASK)
                .minimumDifficulty(Difficulty.of(2048))
                .extranonceSubscription(true)
                .suggestedDifficulty(Difficulty.of("0.5"))
                .build()) {
            var ready = client.start();
            client.start();
            Conversation talk = pool.accept();
            JsonNode configure = talk.expect("mining.configure");
            assertThat(configure
                            .path("params")
                            .path(1)
                            .path("version-rolling.mask")
                            .asText())
                    .isEqualTo("1fffe000");
            assertThat(configure
                            .path("params")
                            .path(1)
                            .path("minimum-difficulty.value")
                            .asInt())
                    .isEqualTo(2048);
            JsonNode subscribe = talk.expect("mining.subscribe");
            assertThat(subscribe.path("params").path(0).asText()).isEqualTo("rig/9");
            talk.reply(
                    configure,
                    "{\"version-rolling\":true,\"version-rolling.mask\":\"18000000\",\"minimum-difficulty\":true}");
            talk.reply(subscribe, "[[[\"mining.notify\",\"695482c0\"]],\"4DE05269\",8]");
            talk.expect("mining.extranonce.subscribe");
            assertThat(talk.expect("mining.suggest_difficulty")
                            .path("params")
                            .path(0)
                            .decimalValue())
                    .isEqualByComparingTo("0.5");
            JsonNode authorize = talk.expect("mining.authorize");
            assertThat(authorize.path("params")).isEqualTo(Vectors.json("[\"addr.rig\",\"d=8\"]"));
            assertThat(ready).isNotDone();
            talk.reply(authorize, "true");

            ClientSession session = events.next(ClientSession.class);
            assertThat(session).isEqualTo(new ClientSession(1, new ExtranonceSpace("4de05269", 8), 0x18000000));
            assertThat(ready.get(10, TimeUnit.SECONDS)).isEqualTo(session);
            assertThat(client.state()).isEqualTo(ClientState.READY);
            assertThat(client.session()).isEqualTo(session);
        }
        assertThat(events.reason()).isEqualTo(DisconnectReason.CLOSED_BY_CALLER);
        events.next(RecordingListener.Stopped.class);
    }

    @Test
    void pipelinedAnswersMayComeInAnyOrderWithWorkBetweenThem() {
        try (StratumClient client = pool.client()
                .listener(events)
                .pipelinedHandshake(true)
                .versionRolling(0x1fffe000)
                .build()) {
            client.start();
            Conversation talk = pool.accept();
            JsonNode configure = talk.expect("mining.configure");
            JsonNode subscribe = talk.expect("mining.subscribe");
            JsonNode authorize = talk.expect("mining.authorize");
            talk.reply(authorize, "true");
            talk.work("8", "early").work("16", "later");
            talk.reply(configure, "{\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}");
            talk.reply(subscribe, "[[],\"58029a11\",\"4\"]");

            assertThat(events.next(ClientSession.class).versionMask()).isEqualTo(0x1fffe000);
            assertThat(events.next(Difficulty.class)).isEqualTo(Difficulty.of(16));
            StratumJob job = events.next(StratumJob.class);
            assertThat(job.id()).isEqualTo("later");
            assertThat(job.shareTarget().difficulty()).isEqualTo(Difficulty.of(16));
            assertThat(job.versionMask()).isEqualTo(0x1fffe000);
            assertThat(client.currentJob()).isSameAs(job);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"id\":1,\"result\":null,\"error\":[-3,\"Method not found\",null]}",
                "{\"id\":1,\"result\":{\"version-rolling\":false},\"error\":null}",
                "{\"id\":1,\"result\":{\"version-rolling\":\"no\"},\"error\":null}",
                "{\"id\":1,\"result\":false}"
            })
    void withoutAYesToConfigureNothingIsRolled(String answer) {
        try (StratumClient client =
                pool.client().listener(events).versionRolling(0x1fffe000).build()) {
            client.start();
            Conversation talk = pool.accept();
            talk.expect("mining.configure");
            talk.send(answer);
            talk.handshake().work("1", "a");
            assertThat(events.next(ClientSession.class).versionMask()).isZero();
            StratumJob job = events.skipTo(StratumJob.class);
            client.submit(job, new byte[4], 1, 2, 0x2000);
            assertThat(talk.expect("mining.submit").path("params")).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000000465", "1e-3", "100.5", "\"12.5\""})
    void difficultyCountsFromTheNextJobOn(String json) {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept().handshake();
            events.next(ClientSession.class);
            talk.send(Vectors.notify("first"));
            assertThat(events.next(StratumJob.class).shareTarget().difficulty()).isEqualTo(Difficulty.ONE);
            talk.work(json, "second");
            Difficulty exact = Difficulty.of(json.replace("\"", ""));
            assertThat(events.next(Difficulty.class)).isEqualTo(exact);
            StratumJob second = events.next(StratumJob.class);
            assertThat(second.shareTarget().difficulty()).isEqualTo(exact);
            assertThat(second.shareTarget().target()).isEqualTo(exact.toTarget(1));
        }
    }

    @Test
    void setTargetIsTakenAsItIs() {
        String target = "0000000000000000000000000000000000000000000000000000000123456789";
        String easy = "00000000ffff" + target.substring(12);
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept().handshake();
            talk.send("{\"method\":\"mining.set_target\",\"params\":[\"" + easy + "\"]}");
            talk.send(Vectors.notify("a"));
            assertThat(events.skipTo(StratumJob.class).shareTarget().target()).hasToString(easy);
        }
    }

    @Test
    void setExtranonceCountsFromTheNextJobOn() {
        try (StratumClient client = pool.client().listener(events).build()) {
            client.start();
            Conversation talk = pool.accept().handshake();
            talk.send(Vectors.notify("same"));
            talk.send("{\"id\":null,\"method\":\"mining.set_extranonce\",\"params\":[\"aabbcc\",6]}");
            talk.send(Vectors.notify("same"));
            assertThat(events.skipTo(StratumJob.class).extranonce()).isEqualTo(new ExtranonceSpace("58029a11", 4));
            assertThat(events.skipTo(StratumJob.class).extranonce()).isEqualTo(new ExtranonceSpace("aabbcc", 6));
        }
    }

    @Test
    void aVersionMaskCountsAtOnceAndNeverExceedsWhatWasAskedFor() {
        try (StratumClient client =
                pool.client().listener(events).versionRolling(0x1fffe000).build()) {
            client.start();
            Conversation talk = pool.accept();
            talk.reply(
                    talk.expect("mining.configure"),
                    "{\"version-rolling\":true,\"version-rolling.mask\":\"00c00000\"}");
            talk.handshake().work("1", "a");
            StratumJob job = events.skipTo(StratumJob.class);
            assertThat(job.versionMask()).isEqualTo(0x00c00000);
            talk.send("{\"method\":\"mining.set_version_mask\",\"params\":[\"ffffffff\"]}");
            assertThat(events.next(RecordingListener.Mask.class).mask()).isEqualTo(0x1fffe000);
            StratumJob current = client.currentJob();
            assertThat(current).isNotNull();
            assertThat(current.versionMask()).isEqualTo(0x1fffe000);
            client.submit(current, new byte[4], 1, 2, 0x2000);
            assertThat(talk.expect("mining.submit").path("params").path(5).asText())
                    .isEqualTo("00002000");
        }
    }

    @Test
    void theServersQuestionsAreAnswered() {
        try (StratumClient client =
                pool.client().listener(events).userAgent("rig/9").build()) {
            client.start();
            Conversation talk = pool.accept().handshake();
            talk.send("{\"id\":\"x1\",\"method\":\"client.get_version\",\"params\":[]}\r\n\r\n");
            assertThat(talk.read()).isEqualTo(Vectors.json("{\"id\":\"x1\",\"result\":\"rig/9\",\"error\":null}"));
            talk.send("{\"id\":4294967296,\"method\":\"mining.ping\"}");
            assertThat(talk.read()).isEqualTo(Vectors.json("{\"id\":4294967296,\"result\":\"pong\",\"error\":null}"));
            talk.send("{\"id\":7,\"method\":\"mining.dance\",\"params\":[]}");
            assertThat(talk.read().path("error").path(0).asInt()).isEqualTo(-3);
            talk.send("{\"id\":null,\"method\":\"mining.dance\",\"params\":[]}");
            talk.send("{\"id\":null,\"method\":\"client.show_message\",\"params\":[\"hello\"]}");
            assertThat(events.skipTo(RecordingListener.Message.class).text()).isEqualTo("hello");
        }
    }

    @Test
    void theSourceAddressCanBeChosen() {
        try (StratumClient client = pool.client()
                .localAddress(new InetSocketAddress("127.0.0.77", 0))
                .build()) {
            client.start();
            assertThat(pool.accept().remote().getAddress().getHostAddress()).isEqualTo("127.0.0.77");
        }
    }
}
