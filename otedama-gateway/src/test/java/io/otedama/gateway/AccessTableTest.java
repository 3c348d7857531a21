package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.gateway.http.ApiRoute;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.gateway.http.Need;
import io.otedama.gateway.http.PublicAccess;
import io.otedama.testkit.VirtualClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation, asked with every kind of credential, where nothing is public. */
class AccessTableTest {
    private static final HttpLimits LIMITS = GatewayRig.LIMITS
            .withRefusedCredentials(1_000_000)
            .withTimeouts(Duration.ofMinutes(10), Duration.ofMinutes(10));

    @TempDir
    static Path directory;

    private static final VirtualClock CLOCK = new VirtualClock(1_700_000_000);
    private static GatewayRig rig;
    private static final Map<String, String> GOOD = new LinkedHashMap<>();
    private static final Map<String, String> BAD = new LinkedHashMap<>();

    @BeforeAll
    static void open() {
        rig = GatewayRig.open(builder ->
                builder.access(PublicAccess.NONE).clock(CLOCK).limits(LIMITS).dataDirectory(directory));
        String expiredKey = key("read", "admin:read", "admin:write");
        String expiredToken = token(1, "read", "admin:read", "admin:write");
        CLOCK.advance(Duration.ofMinutes(3));
        for (String scope : new String[] {"read", "admin:read", "admin:write", "miner"}) {
            GOOD.put(scope, key(scope));
            GOOD.put(scope + " token", token(600, scope));
        }
        BAD.put("an expired key", expiredKey);
        BAD.put("an expired token", expiredToken);
        String key = key("read", "admin:read", "admin:write");
        BAD.put("a tampered key", flipped(key));
        String token = token(600, "read", "admin:read", "admin:write");
        BAD.put("a tampered token", flipped(token));
        BAD.put("a token without its signature", token.substring(0, token.lastIndexOf('.') + 1));
        BAD.put("a revoked token", revoked());
        BAD.put("a deleted key", deleted());
        BAD.put("nonsense", "nonsense");
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    private static String body(String rest, String... scopes) {
        return "{\"name\":\"x\",\"subject\":\"" + RigPool.ALICE + "\",\"scopes\":[\"" + String.join("\",\"", scopes)
                + "\"]" + rest + "}";
    }

    private static String key(String... scopes) {
        String expires = ",\"expiresAt\":" + (CLOCK.epochMillis() + 60_000);
        return made("keys", body(expires, scopes), "key");
    }

    private static String token(int seconds, String... scopes) {
        return made("tokens", body(",\"seconds\":" + seconds, scopes), "token");
    }

    private static String made(String what, String body, String field) {
        HttpResponse<String> made = rig.admin("POST", "/api/v1/admin/" + what, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayRig.json(made).get(field).textValue();
    }

    /** Somewhere in the middle: the last letters of a signature may mean nothing. */
    private static String flipped(String credential) {
        int place = credential.length() - 20;
        char other = credential.charAt(place) == 'A' ? 'B' : 'A';
        return credential.substring(0, place) + other + credential.substring(place + 1);
    }

    private static String revoked() {
        HttpResponse<String> made =
                rig.admin("POST", "/api/v1/admin/tokens", body(",\"seconds\":600", "read", "admin:write"));
        String id = GatewayRig.json(made).get("id").textValue();
        assertThat(rig.admin("DELETE", "/api/v1/admin/tokens/" + id, null).statusCode())
                .isEqualTo(204);
        return GatewayRig.json(made).get("token").textValue();
    }

    private static String deleted() {
        HttpResponse<String> made = rig.admin("POST", "/api/v1/admin/keys", body("", "read", "admin:write"));
        String id = GatewayRig.json(made).get("id").textValue();
        assertThat(rig.admin("DELETE", "/api/v1/admin/keys/" + id, null).statusCode())
                .isEqualTo(204);
        return GatewayRig.json(made).get("key").textValue();
    }

    private static HttpResponse<String> ask(ApiRoute route, @Nullable String credential, String account) {
        String path = route.path()
                .replace("{hash}", rig.pool.mature.toString())
                .replace("{account}", account)
                .replace("{name}", account + ".rig")
                .replaceAll("\\{[a-z]+}", "nobody");
        return rig.send(route.method(), path, credential, route.takesBody() ? "{}" : null);
    }

    @Test
    void nobodyGetsInWithoutAGoodCredential() {
        for (ApiRoute route : rig.gateway.routes()) {
            int open = route.need() == Need.OPEN ? 200 : 401;
            assertThat(ask(route, null, RigPool.ALICE).statusCode())
                    .as("no credential: " + route.path())
                    .isEqualTo(open);
            BAD.forEach((what, credential) -> {
                HttpResponse<String> answer = ask(route, credential, RigPool.ALICE);
                assertThat(answer.statusCode())
                        .as("%s: %s %s %s", what, route.method(), route.path(), answer.body())
                        .isEqualTo(open);
                assertThat(answer.body()).doesNotContain(credential);
            });
        }
    }

    @Test
    void eachScopeOpensWhatItIsForAndNothingElse() {
        for (ApiRoute route : rig.gateway.routes()) {
            GOOD.forEach((what, credential) -> {
                String scope = what.replace(" token", "");
                boolean opens = opens(route.need(), scope);
                int status = ask(route, credential, RigPool.ALICE).statusCode();
                String as = what + ": " + route.method() + " " + route.path() + " answers " + status;
                if (opens) {
                    assertThat(status).as(as).isNotIn(401, 403);
                } else {
                    assertThat(status).as(as).isEqualTo(403);
                }
            });
        }
    }

    private static boolean opens(Need need, String scope) {
        return switch (need) {
            case OPEN -> true;
            case POOL, ACCOUNT, ACCOUNT_OF_WHAT_IS_FOUND -> scope.equals("read") || scope.equals("miner");
            case MINERS -> scope.equals("read");
            case ADMIN_READ -> scope.equals("admin:read");
            case ADMIN_WRITE -> scope.equals("admin:write");
        };
    }

    @Test
    void aMinersCredentialOpensHisOwnAccountOnly() {
        String miner = GOOD.get("miner");
        for (ApiRoute route : rig.gateway.routes()) {
            if (route.need() == Need.ACCOUNT || route.need() == Need.ACCOUNT_OF_WHAT_IS_FOUND) {
                assertThat(ask(route, miner, RigPool.BOB).statusCode())
                        .as(route.path())
                        .isEqualTo(403);
            }
        }
        assertThat(rig.getAs(miner, "/api/v1/hashrate?account=" + RigPool.BOB).statusCode())
                .isEqualTo(403);
        assertThat(rig.getAs(miner, "/api/v1/hashrate?account=" + RigPool.ALICE).statusCode())
                .isEqualTo(200);
        assertThat(rig.getAs(miner, "/api/v1/workers/" + GatewayRig.encode(RigPool.HOSTILE_RIG))
                        .statusCode())
                .isEqualTo(403);
    }
}
