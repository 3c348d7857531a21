package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.chain.Difficulty;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.security.TlsFiles;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.CpuMiner;
import io.otedama.stratum.client.StratumClient;
import io.otedama.testkit.TestCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool with three ports, as an operator sets it up. */
class PortsIT {
    private static final String ADDRESS = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

    @TempDir
    Path directory;

    @Test
    void eachPortServesOnItsTermsAndBlocksAreFoundInsideTls() throws Exception {
        TestCertificate certificate = TestCertificate.of("EC", "pool", Duration.ofDays(365));
        TlsFiles files = certificate.write(directory);
        RegtestChain chain = RegtestChain.builder().bits(0x2000ffff).build();
        try (RegtestServer node = RegtestServer.start(chain)) {
            Path settings = Files.writeString(directory.resolve("pool.yaml"), """
                    nodes: %s
                    address: %s
                    listen: 127.0.0.1:0
                    http: 127.0.0.1:0
                    httpTls: true
                    difficulty: { start: 0.00001, min: 0.000000001 }
                    tls: { certificate: %s, key: %s }
                    ports:
                      - { listen: "127.0.0.1:0", tls: required }
                      - { listen: "127.0.0.1:0", difficulty: 0.0000000011 }
                    """.formatted(
                            node.url(), ADDRESS, files.certificates(), files.key()));
            try (PoolProcess run = PoolProcess.start(PoolMain.class, "run", "--config", settings.toString())) {
                run.awaitPort();
                List<String> lines = awaitFour(run);
                assertThat(lines.get(0)).matches("stratum: listening on 127\\.0\\.0\\.1:\\d+");
                assertThat(lines.get(1)).matches("stratum: listening on 127\\.0\\.0\\.1:\\d+ tls");
                assertThat(lines.get(2)).matches("stratum: listening on 127\\.0\\.0\\.1:\\d+");
                assertThat(lines.get(3)).matches("http: listening on 127\\.0\\.0\\.1:\\d+ tls");
                assertThat(health(port(lines.get(3)), certificate)).isEqualTo(200);
                mine(port(lines.get(1)), certificate);
                assertThat(chain.awaitHeight(1, Duration.ofSeconds(60)))
                        .as(run.err())
                        .isTrue();
                assertThat(firstDifficulty(port(lines.get(2)))).isEqualTo(Difficulty.of("0.0000000011"));
                run.terminate();
                assertThat(run.awaitExit()).as(run.err()).isZero();
            }
        }
    }

    private static List<String> awaitFour(PoolProcess run) {
        Awaitility.await().until(() -> run.out().size() >= 4);
        return run.out();
    }

    private static int health(int port, TestCertificate certificate) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.trusting()).build();
        URI live = URI.create("https://localhost:" + port + "/health/live");
        return client.send(HttpRequest.newBuilder(live).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int port(String line) {
        return Integer.parseInt(line.replaceFirst(".*:(\\d+).*", "$1"));
    }

    private static void mine(int port, TestCertificate certificate) throws Exception {
        try (StratumClient client = StratumClient.builder()
                        .server("localhost", port)
                        .tls(certificate.trusting())
                        .user("anybody.at-all")
                        .build();
                CpuMiner miner =
                        CpuMiner.builder(client, new Sha256dProofOfWork()).build()) {
            miner.start();
            client.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> miner.counts().accepted() > 0);
        }
    }

    private static Difficulty firstDifficulty(int port) throws Exception {
        CompletableFuture<Difficulty> sent = new CompletableFuture<>();
        try (StratumClient client = StratumClient.builder()
                .server("127.0.0.1", port)
                .user("x")
                .password("d=0.5")
                .listener(new ClientListener() {
                    @Override
                    public void onDifficulty(Difficulty difficulty) {
                        sent.complete(difficulty);
                    }
                })
                .build()) {
            client.start();
            return sent.get(60, TimeUnit.SECONDS);
        }
    }
}
