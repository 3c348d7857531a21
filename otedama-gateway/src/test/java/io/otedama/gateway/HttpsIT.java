package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.error.ConfigurationException;
import io.otedama.security.TlsFiles;
import io.otedama.security.TlsKeeper;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS, with real handshakes. */
class HttpsIT {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private static TestCertificate certificate(String name) {
        return TestCertificate.of("EC", name, Duration.ofDays(90));
    }

    private GatewayRig open(TestCertificate certificate) throws IOException {
        TlsFiles files = certificate.write(directory).withLookEvery(LOOK_EVERY);
        return GatewayRig.open(builder -> builder.tls(files));
    }

    private static HttpClient trusting(TestCertificate certificate) {
        return HttpClient.newBuilder().sslContext(certificate.trusting()).build();
    }

    private static HttpResponse<String> get(GatewayRig rig, HttpClient client) throws Exception {
        URI live = URI.create("https://localhost:" + rig.port() + "/health/live");
        return client.send(HttpRequest.newBuilder(live).build(), BodyHandlers.ofString());
    }

    private static Certificate shown(HttpResponse<String> response) throws SSLException {
        return response.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    @Test
    void pagesAndLiveUpdatesComeInsideTls() throws Exception {
        TestCertificate certificate = certificate("gateway");
        try (GatewayRig rig = open(certificate)) {
            HttpClient client = trusting(certificate);
            assertThat(get(rig, client).statusCode()).isEqualTo(200);

            CompletableFuture<String> hello = new CompletableFuture<>();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://localhost:" + rig.port() + "/api/v1/live"), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                            hello.complete(data.toString());
                            return CompletableFuture.completedFuture(null);
                        }
                    })
                    .get(20, TimeUnit.SECONDS);
            socket.sendText("{\"subscribe\":[\"pool\"]}", true);
            assertThat(hello.get(20, TimeUnit.SECONDS)).startsWith("{");
            socket.abort();
        }
    }

    @Test
    void aNewCertificateIsUsedWithoutARestart() throws Exception {
        TestCertificate first = certificate("first");
        TestCertificate second = certificate("second");
        try (GatewayRig rig = open(first)) {
            assertThat(shown(get(rig, trusting(first)))).isEqualTo(first.certificate());

            second.write(directory);

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .untilAsserted(
                            () -> assertThat(shown(get(rig, trusting(second)))).isEqualTo(second.certificate()));
        }
    }

    @Test
    void aBrokenCertificateLeavesTheOldOneAndShowsInHealth() throws Exception {
        TestCertificate certificate = certificate("gateway");
        try (GatewayRig rig = open(certificate)) {
            assertThat(rig.gateway.health().facts()).containsKey(TlsKeeper.EXPIRES_FACT);
            assertThat(rig.gateway.health().status()).isEqualTo(Status.UP);

            Files.writeString(certificate.write(directory).certificates(), "torn");

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rig.gateway.health().status() == Status.DEGRADED);
            assertThat(rig.gateway.health().detail()).contains("TLS", "the old certificate stays");
            assertThat(get(rig, trusting(certificate)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutACertificateNothingOpens() {
        TlsFiles none = new TlsFiles(directory.resolve("no.pem"), directory.resolve("no.key"));
        assertThatThrownBy(() -> GatewayRig.open(builder -> builder.tls(none)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).extracting("key").containsExactly("http.tls"));
    }

    @Test
    void whoSpeaksPlainHttpIsSentAway() throws Exception {
        try (GatewayRig rig = open(certificate("gateway"));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes("US-ASCII"));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, "ISO-8859-1")).doesNotContain("HTTP/1.1 200");
        }
    }
}
