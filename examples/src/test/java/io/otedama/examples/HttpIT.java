package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as people and their tools see it, in a process of its own. */
class HttpIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KEY = Pattern.compile("http: admin key, shown this once: (otk_\\S+)");
    private static final String NETWORK = "203.0.113.0/24";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    @TempDir
    Path data;

    private static PoolProcess demo(String... more) {
        String[] args = new String[more.length + 5];
        System.arraycopy(new String[] {"demo", "--listen", "127.0.0.1:0", "--difficulty", "0.000001"}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return PoolProcess.start(PoolMain.class, args);
    }

    private static String base(PoolProcess demo) throws InterruptedException {
        return demo.awaitLine(line -> line.startsWith("http: ")).replace("http: listening on ", "http://");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private JsonNode json(String url) throws IOException, InterruptedException {
        return JSON.readTree(get(url).body());
    }

    @Test
    void theDemoShowsWhatItMinesAndWhomItOwes() throws Exception {
        try (PoolProcess demo = demo("--http", "127.0.0.1:0", "--payout", "pplns:fee=100", "--data", data.toString())) {
            String base = base(demo);
            assertThat(get(base + "/").body()).contains("<!doctype html>", "Otedama");
            assertThat(get(base + "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(base + "/health/startup").statusCode()).isEqualTo(200);
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                assertThat(json(base + "/api/v1/blocks").get("items")).isNotEmpty();
                assertThat(json(base + "/api/v1/workers").get("items")).hasSize(2);
                assertThat(json(base + "/api/v1/pool").get("acceptedShares").asLong())
                        .isPositive();
            });
            assertThat(get(base + "/health/ready").statusCode()).isEqualTo(200);
            knowsWhyAMinerIsOwed(base);
            assertThat(get(base + "/metrics").body()).contains("otedama_stratum_shares_total");

            String key = adminKey(demo);
            assertThat(get(base + "/api/v1/admin/bans").statusCode()).isEqualTo(401);
            assertThat(bans(base, key).statusCode()).isEqualTo(200);
            assertThat(ban(base, key).statusCode()).isEqualTo(201);
            assertThat(bans(base, key).body()).contains(NETWORK);

            demo.terminate();
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
        }
    }

    private void knowsWhyAMinerIsOwed(String base) throws Exception {
        String miner =
                json(base + "/api/v1/miners").get("items").get(0).get("account").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> json(base + "/api/v1/miners/" + miner)
                                .get("balance")
                                .get("immature")
                                .asLong()
                        > 0);
        assertThat(json(base + "/api/v1/miners/" + miner + "/credits")
                        .get("items")
                        .get(0)
                        .get("explanation")
                        .asText())
                .isNotEmpty();
    }

    private static String adminKey(PoolProcess demo) {
        Matcher key = KEY.matcher(demo.err());
        assertThat(key.find()).as(demo.err()).isTrue();
        return key.group(1);
    }

    private HttpResponse<String> bans(String base, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1/admin/bans"))
                .header("Authorization", "Bearer " + key));
    }

    private HttpResponse<String> ban(String base, String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/api/v1/admin/bans"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"network\":\"" + NETWORK + "\",\"seconds\":60,\"reason\":\"a test\"}")));
    }

    /** What the operator has forbidden stays forbidden when the process dies: at most a round of the guard's store is lost. */
    @Test
    void aBanOutlivesAKill() throws Exception {
        String key;
        try (PoolProcess first = demo("--http", "127.0.0.1:0", "--data", data.toString())) {
            String base = base(first);
            key = adminKey(first);
            assertThat(ban(base, key).statusCode()).isEqualTo(201);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> CommandRun.of("guard", "list", "--data", data.toString()).out().stream()
                            .anyMatch(line -> line.contains(NETWORK)));
            first.kill();
        }
        try (PoolProcess second = demo("--http", "127.0.0.1:0", "--data", data.toString())) {
            assertThat(bans(base(second), key).body()).contains(NETWORK, "a test");
        }
    }

    @Test
    void offMeansThatNothingListens() throws Exception {
        try (PoolProcess demo = demo("--http", "off", "--blocks", "1")) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).noneMatch(line -> line.startsWith("http: "));
            assertThat(demo.err()).doesNotContain("otk_");
        }
    }

    @Test
    void aBusyPortThatWasAskedForIsARuntimeFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PoolProcess demo = demo("--http", "127.0.0.1:" + taken.getLocalPort())) {
            assertThat(demo.awaitExit()).isEqualTo(ExitCode.FAILURE);
            assertThat(demo.out()).isEmpty();
            assertThat(demo.err())
                    .contains("cannot be opened", "" + taken.getLocalPort())
                    .doesNotContain("\tat ");
        }
    }
}
