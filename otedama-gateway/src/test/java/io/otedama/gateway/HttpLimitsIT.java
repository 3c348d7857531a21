package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.gateway.http.HttpLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What clients may not do, with real sockets. */
class HttpLimitsIT {
    private static Socket connect(GatewayRig rig) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Sends as much as is taken, and reads to the end. */
    private static String exchange(GatewayRig rig, String request) throws IOException {
        try (Socket socket = connect(rig)) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // refused before all of it was sent
            }
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) {
        StringBuilder text = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                text.append((char) b);
            }
        } catch (IOException e) {
            text.append("(reset)");
        }
        return text.toString();
    }

    private static String head(String line) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    }

    @Test
    void headerBombsAndLongLinesAreRefused() throws Exception {
        try (GatewayRig rig = GatewayRig.open(builder -> builder)) {
            assertThat(exchange(rig, head("GET /health/live") + "\r\n")).startsWith("HTTP/1.1 200");
            String bomb = ("X-Bomb: " + "x".repeat(1_000) + "\r\n").repeat(200);
            assertThat(exchange(rig, head("GET /health/live") + bomb + "\r\n")).startsWith("HTTP/1.1 431");
            assertThat(exchange(rig, head("GET /" + "x".repeat(HttpLimits.MAX_LINE_BYTES)) + "\r\n"))
                    .matches("(?s)HTTP/1\\.[01] 414.*");
            assertThat(exchange(rig, "\0\1\2nonsense\r\n\r\n")).matches("(?s)HTTP/1\\.[01] 400.*");
            assertThat(rig.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void giantBodiesAreRefusedWhetherTheyTellTheirLengthOrNot() throws Exception {
        try (GatewayRig rig = GatewayRig.open(builder -> builder)) {
            String keys = head("POST /api/v1/admin/keys") + "Content-Type: application/json\r\n";
            assertThat(exchange(rig, keys + "Content-Length: 10000000\r\n\r\n{"))
                    .startsWith("HTTP/1.1 413");
            String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
            assertThat(exchange(rig, keys + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(8)))
                    .contains("413", "application/problem+json");
            assertThat(exchange(rig, head("GET /api/v1/pool") + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(8)))
                    .startsWith("HTTP/1.1 413");
            String atTheLimit = "{\"name\":\"" + "x".repeat(HttpLimits.MAX_BODY_BYTES - 40) + "\",\"scopes\":[]}";
            assertThat(rig.admin("POST", "/api/v1/admin/keys", atTheLimit).statusCode())
                    .isEqualTo(400);
            assertThat(rig.send("POST", "/api/v1/admin/payout/hold", rig.adminKey, null)
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void deepJsonIsRefused() {
        try (GatewayRig rig = GatewayRig.open(builder -> builder)) {
            String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
            assertThat(rig.admin("POST", "/api/v1/admin/keys", deep).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void headersThatTrickleInEndTheConnection() throws Exception {
        HttpLimits limits = GatewayRig.LIMITS.withTimeouts(Duration.ofMillis(700), Duration.ofMillis(1_500));
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(limits));
                Socket slow = connect(rig)) {
            OutputStream out = slow.getOutputStream();
            out.write("GET /health/live HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
                try {
                    return readAll(slow.getInputStream());
                } catch (IOException e) {
                    return "(reset)";
                }
            });
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> {
                        try {
                            out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII)); // never idle
                            out.flush();
                        } catch (IOException e) {
                            return true;
                        }
                        return end.isDone();
                    });
            assertThat(end.get(10, TimeUnit.SECONDS)).doesNotContain("HTTP/1.1 200");
        }
    }

    @Test
    void aBodyThatTricklesInEndsTheConnectionToo() throws Exception {
        HttpLimits limits = GatewayRig.LIMITS.withTimeouts(Duration.ofMillis(700), Duration.ofMillis(1_500));
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(limits));
                Socket slow = connect(rig)) {
            OutputStream out = slow.getOutputStream();
            String request = "POST /api/v1/admin/keys HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            await().pollInterval(Duration.ofMillis(100))
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> {
                        try {
                            out.write(' ');
                            out.flush();
                            return rig.gateway
                                    .health()
                                    .facts()
                                    .get("connections")
                                    .equals("0");
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void connectionsAreBounded() throws Exception {
        HttpLimits limits = GatewayRig.LIMITS.withConnections(5, 3, 10);
        List<Socket> open = new ArrayList<>();
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(limits))) {
            for (int i = 0; i < 3; i++) {
                open.add(connect(rig));
            }
            await().until(() -> rig.gateway.health().facts().get("connections").equals("3"));
            try (Socket refused = connect(rig)) {
                assertThat(readAll(refused.getInputStream())).isIn("", "(reset)");
            }
            open.get(0).close();
            await().until(() -> rig.gateway.health().facts().get("connections").equals("2"));
            assertThat(rig.get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressThatAsksTooOftenIsToldWhenToComeBack() {
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(HttpLimits.DEFAULT.withRate(1, 5)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(rig.get("/api/v1/pool").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> refused = rig.get("/api/v1/pool");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(1);
            assertThat(rig.get("/").statusCode()).isEqualTo(429);
            assertThat(rig.get("/health/live").statusCode())
                    .as("who is not told that the pool lives would restart it")
                    .isEqualTo(200);
        }
    }

    @Test
    void whenAllThreadsWaitOneMoreIsRefusedAndTheLoopStaysFree() throws Exception {
        HttpLimits limits = new HttpLimits(
                100, 100, 1_000_000, 1_000_000, 10, 2, 10, Duration.ofSeconds(10), Duration.ofSeconds(60));
        CountDownLatch gate = new CountDownLatch(1);
        ExecutorService clients = Executors.newCachedThreadPool();
        try (GatewayRig rig = GatewayRig.open(builder -> builder.limits(limits))) {
            rig.source.beforeSnapshot = () -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            int most = HttpLimits.WORKER_THREADS + 2;
            for (int i = 0; i < most + 4; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> rig.get("/api/v1/pool").statusCode(), clients));
            }
            await().until(() ->
                    answers.stream().filter(CompletableFuture::isDone).count() >= 4);
            assertThat(rig.get("/api/v1/nothing").statusCode())
                    .as("needs no thread")
                    .isEqualTo(404);
            assertThat(rig.get("/health/ready").statusCode())
                    .as("has a thread of its own")
                    .isEqualTo(200);
            gate.countDown();
            List<Integer> all = answers.stream().map(CompletableFuture::join).toList();
            assertThat(all).containsOnly(200, 503);
            assertThat(all.stream().filter(status -> status == 503).count()).isBetween(4L, 6L);
        } finally {
            gate.countDown();
            clients.shutdownNow();
        }
    }
}
