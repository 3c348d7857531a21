package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.event.PoolEvent;
import io.otedama.gateway.http.ApiRoute;
import io.otedama.gateway.http.PublicAccess;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation is described, and every answer is what its description says. An operation without a case fails. */
class OpenApiTest {
    private static final OpenApiDocument DOCUMENT = new OpenApiDocument();
    private static final String LIVE = "GET /api/v1/live";
    private static final String NETWORK = "198.51.100.0/24";

    private static GatewayRig rig;

    /** @param path what stands for the operation's path */
    private record Case(
            String operation, String path, @Nullable String body, int status) {}

    private static final List<Case> CASES = new ArrayList<>();

    private static void get(String template, String path, int status) {
        CASES.add(new Case("GET " + template, path, null, status));
    }

    private static void get(String path) {
        get(path, path, 200);
    }

    private static void does(String method, String template, String path, @Nullable String body, int status) {
        CASES.add(new Case(method + " " + template, path, body, status));
    }

    @BeforeAll
    static void open() {
        rig = GatewayRig.open(PublicAccess.MINERS);
        publishOneOfEach();
        poolCases();
        minerCases();
        adminCases();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private static void publishOneOfEach() {
        Hash256 hash = rig.pool.mature;
        rig.source.publish(new PoolEvent.BlockFound(1, 9, hash, "alice", 50));
        rig.source.publish(new PoolEvent.BlockSubmitted(2, 9, hash, true, List.of("node: accepted")));
        rig.source.publish(new PoolEvent.BlockStatusChanged(3, 9, hash, PoolEvent.Status.ORPHANED));
        rig.source.publish(new PoolEvent.JobIssued(4, "a1", 10, true));
        rig.source.publish(new PoolEvent.StateChanged(5, "DRAINING"));
        await().until(() -> rig.admin("GET", "/api/v1/events", null).body().contains("alarm"));
    }

    private static void poolCases() {
        for (String path : List.of("pool", "nodes", "components", "blocks", "rounds", "luck", "hashrate", "payments")) {
            get("/api/v1/" + path);
        }
        get("/api/v1/events");
        get("/api/v1/events", "/api/v1/events?after=x", 400);
        get("/api/v1/blocks", "/api/v1/blocks?limit=501", 400);
        get("/api/v1/blocks", "/api/v1/blocks?cursor=nonsense", 400);
        get("/api/v1/blocks/{hash}", "/api/v1/blocks/" + rig.pool.found, 200);
        get("/api/v1/blocks/{hash}", "/api/v1/blocks/" + "0".repeat(64), 404);
        get("/api/v1/blocks/{hash}", "/api/v1/blocks/xyz", 400);
        get("/api/v1/blocks/{hash}/credits", "/api/v1/blocks/" + rig.pool.mature + "/credits", 200);
        get("/api/v1/rounds", "/api/v1/rounds?cursor=AAAA", 400);
        get("/api/v1/hashrate", "/api/v1/hashrate?account=" + RigPool.BOB, 200);
        get("/api/v1/hashrate", "/api/v1/hashrate?from=5&to=1", 400);
        get("/api/v1/openapi.json");
        get("/health/live");
        get("/health/ready");
        get("/health/startup");
        get("/metrics");
    }

    private static void minerCases() {
        get("/api/v1/miners");
        get("/api/v1/miners", "/api/v1/miners?sort=wealth", 400);
        for (String part : List.of("", "/workers", "/payments", "/credits", "/hashrate")) {
            String template = "/api/v1/miners/{account}" + part;
            get(template, "/api/v1/miners/" + RigPool.ALICE + part, 200);
            get(template, "/api/v1/miners/nobody" + part, 404);
        }
        get("/api/v1/workers");
        get("/api/v1/workers", "/api/v1/workers?search=" + "x".repeat(300), 400);
        get("/api/v1/workers/{name}", "/api/v1/workers/" + GatewayRig.encode(RigPool.HOSTILE_RIG), 200);
        get("/api/v1/workers/{name}", "/api/v1/workers/nobody", 404);
    }

    private static void adminCases() {
        String admin = "/api/v1/admin/";
        does("POST", admin + "bans", admin + "bans", "{\"network\":\"" + NETWORK + "\",\"seconds\":60}", 201);
        does("POST", admin + "bans", admin + "bans", "{\"network\":\"everybody\",\"seconds\":60}", 400);
        get(admin + "bans");
        does("DELETE", admin + "bans/{network}", admin + "bans/" + GatewayRig.encode(NETWORK), null, 204);
        does("DELETE", admin + "bans/{network}", admin + "bans/" + GatewayRig.encode(NETWORK), null, 404);
        get(admin + "guard/{subject}", admin + "guard/" + RigControl.KNOWN, 200);
        get(admin + "guard/{subject}", admin + "guard/nobody", 404);
        get(admin + "alarms");
        String difficulty = admin + "workers/{name}/difficulty";
        String rigs = admin + "workers/" + GatewayRig.encode(RigPool.HOSTILE_RIG) + "/difficulty";
        does("PUT", difficulty, rigs, "{\"difficulty\":\"0.5\"}", 200);
        does("PUT", difficulty, rigs, "{\"difficulty\":\"-1\"}", 400);
        does("PUT", difficulty, rigs, "{\"difficulty\":", 400);
        does("PUT", difficulty, admin + "workers/nobody/difficulty", "{\"difficulty\":\"1\"}", 404);
        does("DELETE", difficulty, rigs, null, 200);
        get(admin + "payout");
        for (String order : List.of("run", "approve", "release")) {
            does("POST", admin + "payout/" + order, admin + "payout/" + order, null, 200);
        }
        does("POST", admin + "payout/hold", admin + "payout/hold", "{\"reason\":\"to look at it\"}", 200);
        does("POST", admin + "payout/release", admin + "payout/release", null, 200);
        does("POST", admin + "drain", admin + "drain", null, 202);
        does("POST", admin + "keys", admin + "keys", "{\"name\":\"stats\",\"scopes\":[\"read\"]}", 201);
        does("POST", admin + "keys", admin + "keys", "{\"name\":\"stats\",\"scopes\":[\"root\"]}", 400);
        get(admin + "keys");
        does("DELETE", admin + "keys/{id}", admin + "keys/0123456789ab", null, 404);
        does("POST", admin + "tokens", admin + "tokens", "{\"scopes\":[\"read\"],\"seconds\":60}", 201);
        does("DELETE", admin + "tokens/{id}", admin + "tokens/some-id", null, 204);
    }

    @Test
    void everyAnswerIsAsDescribed() {
        Map<String, Set<String>> seen = new TreeMap<>();
        for (Case c : CASES) {
            check(c.operation, c.path, c.body, c.status);
            seen.computeIfAbsent(c.operation, o -> new TreeSet<>()).add(String.valueOf(c.status));
        }
        String keys = "/api/v1/admin/keys";
        String id = GatewayRig.json(rig.admin("POST", keys, "{\"name\":\"x\",\"scopes\":[\"read\"]}"))
                .get("id")
                .textValue();
        check("DELETE " + keys + "/{id}", keys + "/" + id, null, 204);
        seen.computeIfAbsent("DELETE " + keys + "/{id}", o -> new TreeSet<>()).add("204");
        Set<String> operations = DOCUMENT.operations();
        operations.remove(LIVE);
        assertThat(seen.keySet()).as("operations with a case").isEqualTo(operations);
        operations.forEach(operation ->
                assertThat(seen.get(operation)).as(operation).containsAnyElementsOf(DOCUMENT.goodStatuses(operation)));
    }

    private static void check(String operation, String path, @Nullable String body, int status) {
        String method = operation.substring(0, operation.indexOf(' '));
        HttpResponse<String> answer = rig.admin(method, path, body);
        assertThat(answer.statusCode())
                .as(operation + " " + path + ": " + answer.body())
                .isEqualTo(status);
        assertThat(DOCUMENT.errors(operation, answer))
                .as(operation + " " + answer.body())
                .isEmpty();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() {
        Set<String> routes = new TreeSet<>(Set.of(LIVE));
        for (ApiRoute route : rig.gateway.routes()) {
            assertThat(routes.add(route.method() + " " + route.path())).isTrue();
        }
        assertThat(DOCUMENT.operations()).isEqualTo(routes);
    }

    @Test
    void problemsOfThePathAreAsDescribed() {
        HttpResponse<String> nothing = rig.get("/api/v1/nothing");
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(GatewayRig.json(nothing).get("type").textValue()).isEqualTo("urn:otedama:problem:not-found");
        assertThat(GatewayRig.json(nothing).get("instance").textValue()).isEqualTo("/api/v1/nothing");
        HttpResponse<String> method = rig.send("PUT", "/api/v1/pool", null, "{}");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void theSchemaOfAnAnswerIsClosed() {
        DOCUMENT.json()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> assertThat(schema.getValue().get("additionalProperties"))
                        .as(schema.getKey())
                        .hasToString("false"));
    }

    @Test
    void aDriftIsSeen() {
        HttpResponse<String> pool = rig.get("/api/v1/pool");
        assertThat(DOCUMENT.errors("GET /api/v1/luck", pool)).isNotEmpty();
    }
}
