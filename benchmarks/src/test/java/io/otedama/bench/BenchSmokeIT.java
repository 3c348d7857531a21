package io.otedama.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otedama.bench.load.TestPool;
import io.otedama.chain.Difficulty;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command of the jar once, for seconds, so that none rots. Says nothing about speed. */
@Timeout(180)
class BenchSmokeIT {
    /** 128 + SIGTERM: a Java process that ends in good order when it is told to. */
    private static final int TERMINATED = 143;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void theFloorIsLoadedAndItsCurveIsDrawn() throws Exception {
        try (BenchProcess bare = BenchProcess.start("bare", "--listen", "127.0.0.1:0", "--loops", "1")) {
            String server = "127.0.0.1:" + bare.awaitPort();
            Path load = load(server, bare.pid());
            String compared = BenchProcess.run("load", "--compare", load.toString(), load.toString());
            assertThat(compared).containsPattern("(?m)^numbers\\.load\\.accepted +(\\d+) +\\1 +1\\.000$");
            curve(server, bare.pid());
            bare.terminate();
            assertThat(bare.awaitExit()).isEqualTo(TERMINATED);
        }
    }

    private Path load(String server, String pid) throws Exception {
        Path file = directory.resolve("load.json");
        String table = BenchProcess.run(("load --server " + server + " --pid " + pid
                        + " --connections 10 --depth 4 --warmup 0 --seconds 2 --json " + file)
                .split(" ", -1));
        assertThat(table).containsPattern("(?m)^numbers\\.load\\.accepted +[1-9]");
        JsonNode phase = JSON.readTree(file.toFile()).path("numbers").path("load");
        assertThat(phase.path("accepted").asLong()).isPositive();
        assertThat(phase.path("disconnects").asInt(-1)).isZero();
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "extended"})
    void aPoolIsLoadedWithStratumV2(String channel) throws Exception {
        try (TestPool pool = new TestPool(Difficulty.MIN)) {
            Path file = directory.resolve("sv2.json");
            BenchProcess.run(("load --server 127.0.0.1:" + pool.address().getPort() + " --sv2 --channel " + channel
                            + " --authority " + pool.authority()
                            + " --connections 10 --depth 1 --warmup 0 --seconds 2 --json " + file)
                    .split(" ", -1));
            JsonNode report = JSON.readTree(file.toFile());
            assertThat(report.path("parameters").path("protocol").asText()).isEqualTo("v2 " + channel);
            JsonNode phase = report.path("numbers").path("load");
            assertThat(phase.path("accepted").asLong()).isGreaterThan(100);
            assertThat(phase.path("disconnects").asInt(-1)).isZero();
        }
    }

    private void curve(String server, String pid) throws Exception {
        Path file = directory.resolve("curve.json");
        Path picture = directory.resolve("curve.svg");
        BenchProcess.run(("curve --server " + server + " --pid " + pid + " --connections 10 --steps 20,50"
                        + " --first-warmup 0 --warmup 0 --seconds 1 --json " + file + " --svg " + picture)
                .split(" ", -1));
        JsonNode numbers = JSON.readTree(file.toFile()).path("numbers");
        assertThat(numbers.path("saturation").path("accepted").asLong()).isPositive();
        assertThat(numbers.path("steps"))
                .hasSize(2)
                .allSatisfy(step -> assertThat(step.path("accepted").asLong()).isPositive());
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(picture.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        assertThat(Files.size(picture)).isLessThan(40_000);
    }

    @Test
    void theScriptedNodeHasWork() throws Exception {
        try (BenchProcess node = BenchProcess.start("mock-node", "--listen", "127.0.0.1:0", "--transactions", "100")) {
            JsonNode template = ask(node.awaitPort(), "getblocktemplate", "[{\"rules\":[\"segwit\"]}]");
            assertThat(template.path("result").path("transactions")).hasSize(100);
            node.terminate();
            assertThat(node.awaitExit()).isEqualTo(TERMINATED);
        }
    }

    private static JsonNode ask(int port, String method, String params) throws Exception {
        String login = Base64.getEncoder().encodeToString("u:p".getBytes(StandardCharsets.US_ASCII));
        String body = "{\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("Authorization", "Basic " + login)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
