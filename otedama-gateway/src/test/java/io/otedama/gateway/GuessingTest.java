package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.auth.FailureBrake;
import io.otedama.gateway.http.PublicAccess;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Guessing credentials, and where they may not appear. */
class GuessingTest {
    @Test
    void whoGuessesHasToWaitEvenWithAGoodCredential() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.NONE)) {
            for (int i = 0; i < FailureBrake.MAX_FAILURES; i++) {
                assertThat(rig.getAs("otk_000000000000_guess" + i, "/api/v1/pool")
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> answer = rig.getAs(rig.adminKey, "/api/v1/pool");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("30");
        }
    }

    @Test
    void rule32_noCredentialIsInALogOrAnAnswerThatDidNotMakeIt() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            String secret = rig.adminKey.substring(17);
            String keys = "/api/v1/admin/keys";
            HttpResponse<String> made = rig.admin("POST", keys, "{\"name\":\"x\",\"scopes\":[\"read\"]}");
            String second = GatewayRig.json(made).get("key").textValue().substring(17);
            String answers = rig.admin("GET", keys, null).body()
                    + rig.admin("POST", keys, "{\"name\":\"" + rig.adminKey + "\",\"scopes\":1}")
                            .body()
                    + rig.admin("POST", keys, "{\"name\":" + rig.adminKey).body()
                    + rig.getAs(rig.adminKey + "x", "/api/v1/pool").body()
                    + rig.get("/api/v1/pool", "Authorization", "Basic " + rig.adminKey)
                            .body();
            assertThat(answers).doesNotContain(secret).doesNotContain(second);
            String logged =
                    log.list.stream().map(ILoggingEvent::getFormattedMessage).reduce("", String::concat);
            assertThat(logged)
                    .contains("POST /api/v1/admin/keys")
                    .doesNotContain(secret)
                    .doesNotContain(second);
            assertThat(rig.gateway.toString()).doesNotContain(secret);
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }
    }

    @Test
    void anotherSitesPageChangesNothing() {
        try (GatewayRig rig = GatewayRig.open(builder -> builder.origins(List.of("https://stats.example.org")))) {
            String drain = "/api/v1/admin/drain";
            assertThat(rig.send("POST", drain, rig.adminKey, null, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(rig.send("POST", drain, rig.adminKey, null, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(rig.source.control.drained).isFalse();
            assertThat(rig.send("POST", drain, rig.adminKey, null, "Origin", "http://127.0.0.1:" + rig.port())
                            .statusCode())
                    .isEqualTo(202);
            assertThat(rig.send("POST", drain, rig.adminKey, null, "Origin", "https://stats.example.org")
                            .statusCode())
                    .isEqualTo(202);
            HttpResponse<String> read = rig.get("/api/v1/pool", "Origin", "https://stats.example.org");
            assertThat(read.headers().firstValue("Access-Control-Allow-Origin")).contains("https://stats.example.org");
            assertThat(rig.get("/api/v1/pool", "Origin", "https://evil.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.MINERS)) {
            for (String path : new String[] {"/", "/api/v1/pool", "/api/v1/nothing", "/assets/uplot.min.js"}) {
                HttpResponse<String> answer = rig.get(path);
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .as(path)
                        .contains("default-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
                assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .isEmpty();
            }
            assertThat(rig.admin("GET", "/api/v1/admin/keys", null).headers().firstValue("Cache-Control"))
                    .contains("no-store");
            assertThat(rig.admin("GET", "/api/v1/pool", null).headers().firstValue("Cache-Control"))
                    .contains("private, no-cache");
        }
    }

    @Test
    void whereMinersArePrivateNothingPublicNamesOneAndAlarmsAreTheOperators() {
        try (GatewayRig rig = GatewayRig.open(PublicAccess.POOL)) {
            rig.source.publish(new PoolEvent.BlockFound(1, 9, Hash256.ZERO, RigPool.ALICE_RIG, 50));
            String admin = rig.admin("GET", "/api/v1/events?limit=500", null).body();
            Awaitility.await()
                    .until(() -> rig.admin("GET", "/api/v1/events?limit=500", null)
                            .body()
                            .contains("BLOCK_WITHHOLDING"));
            assertThat(admin).contains(RigPool.ALICE_RIG);
            for (String path :
                    new String[] {"events?limit=500", "blocks", "blocks/" + rig.pool.mature, "pool", "payments"}) {
                HttpResponse<String> answer = rig.get("/api/v1/" + path);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).as(path).doesNotContain(RigPool.ALICE).doesNotContain("BLOCK_WITHHOLDING");
            }
        }
    }
}
