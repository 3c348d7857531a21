package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.gateway.http.HttpLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a credential may hand on, what an old one costs, and by which names a gateway goes. */
class CredentialRulesTest {
    private static final String KEYS = "/api/v1/admin/keys";
    private static final String TOKENS = "/api/v1/admin/tokens";

    private static String token(GatewayRig rig, String by, String scopes, int seconds) {
        HttpResponse<String> made =
                rig.send("POST", TOKENS, by, "{\"scopes\":[" + scopes + "],\"seconds\":" + seconds + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return GatewayRig.json(made).get("token").textValue();
    }

    private static int make(GatewayRig rig, String by, String path, String body) {
        return rig.send("POST", path, by, body).statusCode();
    }

    @Test
    void aCredentialGivesNoMoreThanItHasAndForNoLonger() {
        try (GatewayRig rig = GatewayRig.open(UnaryOperator.identity())) {
            String writer = token(rig, rig.adminKey, "\"admin:write\"", 60);
            long soon = System.currentTimeMillis() + 30_000;

            assertThat(make(rig, writer, KEYS, "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":" + soon + "}"))
                    .as("a scope that it has not")
                    .isEqualTo(403);
            assertThat(make(rig, writer, KEYS, "{\"name\":\"x\",\"scopes\":[\"admin:write\"]}"))
                    .as("for ever")
                    .isEqualTo(403);
            assertThat(make(rig, writer, TOKENS, "{\"scopes\":[\"admin:write\"],\"seconds\":3600}"))
                    .as("for longer")
                    .isEqualTo(403);
            assertThat(make(
                            rig,
                            writer,
                            KEYS,
                            "{\"name\":\"x\",\"scopes\":[\"admin:write\"],\"expiresAt\":" + soon + "}"))
                    .isEqualTo(201);
            assertThat(make(rig, rig.adminKey, KEYS, "{\"name\":\"m\",\"scopes\":[\"miner\"],\"subject\":\"alice\"}"))
                    .as("who reads everything may let one miner read his own")
                    .isEqualTo(201);
        }
    }

    @Test
    void aPageThatKeepsShowingAnOldTokenLocksNobodyOut() {
        HttpLimits limits = GatewayRig.LIMITS.withRefusedCredentials(3);
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(limits))) {
            HttpResponse<String> made = rig.admin("POST", TOKENS, "{\"scopes\":[\"read\"],\"seconds\":60}");
            String token = GatewayRig.json(made).get("token").textValue();
            String id = GatewayRig.json(made).get("id").textValue();
            assertThat(rig.admin("DELETE", TOKENS + "/" + id, null).statusCode())
                    .isEqualTo(204);

            for (int i = 0; i < 10; i++) {
                assertThat(rig.getAs(token, "/api/v1/pool").statusCode()).isEqualTo(401);
            }

            assertThat(rig.getAs(rig.adminKey, "/api/v1/pool").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSiteWhoseNamePointsToThisMachineReadsNothing() throws IOException {
        try (GatewayRig rig = GatewayRig.open(builder -> builder.origins(List.of("https://pool.example")))) {
            assertThat(status(rig, "/api/v1/pool", "evil.example:" + rig.port()))
                    .isEqualTo("403");
            assertThat(status(rig, "/", "evil.example")).isEqualTo("403");
            assertThat(status(rig, "/api/v1/pool", "localhost:" + rig.port())).isEqualTo("200");
            assertThat(status(rig, "/api/v1/pool", "pool.example")).isEqualTo("200");
        }
    }

    private static String status(GatewayRig rig, String path, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split(" ", 3)[1];
        }
    }
}
