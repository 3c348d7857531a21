package io.otedama.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.Pool;
import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import io.otedama.gateway.http.HttpLimits;
import io.otedama.spi.ComponentHealth;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Opening, closing, being mounted, and pools with less than everything. */
class GatewayLifeTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private static Gateway gateway(InetSocketAddress listen) {
        return Gateway.builder().pool(RigPool.shared().pool).listen(listen).build();
    }

    private static List<String> threads(ThreadGroup group) {
        Thread[] threads = new Thread[256];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(Objects::nonNull)
                .map(Thread::getName)
                .filter(name -> name.startsWith("vert.x") || name.startsWith("otedama-gateway"))
                .toList();
    }

    @Test
    void closingLeavesNoThread() throws Exception {
        ThreadGroup group = new ThreadGroup("gateway-life");
        Set<String> seen = new HashSet<>();
        RigPool.shared();
        CompletableFuture<ComponentHealth> last = new CompletableFuture<>();
        Thread life = new Thread(group, () -> {
            Gateway gateway = gateway(ANY_PORT);
            gateway.start();
            get("http://127.0.0.1:" + gateway.localAddress().getPort() + "/api/v1/pool");
            seen.addAll(threads(group));
            gateway.close();
            gateway.close();
            last.complete(gateway.health());
        });
        life.start();
        assertThat(last.get(30, TimeUnit.SECONDS).status()).isEqualTo(ComponentHealth.Status.DOWN);
        life.join();
        assertThat(seen).anyMatch(name -> name.startsWith("vert.x")).anyMatch(name -> name.startsWith("otedama"));
        await().untilAsserted(() -> assertThat(threads(group)).isEmpty());
    }

    private static String get(String uri) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBusyPortIsASettingThatIsWrong() {
        Gateway first = gateway(ANY_PORT);
        first.start();
        Gateway second = gateway(first.localAddress());
        try {
            assertThatThrownBy(second::start)
                    .isInstanceOfSatisfying(
                            ConfigurationException.class,
                            e -> assertThat(e.problems())
                                    .extracting(ConfigProblem::key)
                                    .containsExactly("http.listen"));
            assertThatThrownBy(second::localAddress).isInstanceOf(IllegalStateException.class);
            assertThat(first.health().status()).isEqualTo(ComponentHealth.Status.UP);
            assertThatThrownBy(first::start).isInstanceOf(IllegalStateException.class);
        } finally {
            first.close();
            second.close();
        }
    }

    @Test
    void everyWrongSettingIsListedAtOnce() {
        GatewayBuilder builder = Gateway.builder()
                .pool(RigPool.shared().pool)
                .dataDirectory(Path.of("no such directory"))
                .origins(List.of("stats.example.org", "https://good.example", "https://bad.example/path"))
                .listen(InetSocketAddress.createUnresolved("no.such.host.invalid", 80))
                .limits(HttpLimits.DEFAULT.withRate(0, 10).withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(ConfigProblem::key)
                                .containsExactly(
                                        "http.limits.requestsPerSecond",
                                        "http.limits.headerTimeout (ms)",
                                        "http.listen",
                                        "http.data",
                                        "http.origins",
                                        "http.origins"));
        assertThatThrownBy(() -> Gateway.builder().build()).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void aHostMountsTheRoutesOnItsOwnServer() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.get("/own").handler(context -> context.end("the host's"));
            Gateway gateway = Gateway.builder().pool(RigPool.shared().pool).build();
            gateway.mountOn(router, vertx);
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            String base = "http://127.0.0.1:" + server.actualPort();
            assertThat(get(base + "/own")).isEqualTo("the host's");
            assertThat(get(base + "/api/v1/pool")).contains("\"state\":\"RUNNING\"");
            gateway.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPoolWithoutAStoreShowsWhatItKnows() {
        RigPool fresh = new RigPool(false);
        try (GatewayRig rig = GatewayRig.over(fresh)) {
            fresh.mine(fresh.connect(RigPool.ALICE_RIG), 1);
            await().until(() -> ok(rig, "/api/v1/blocks").get("items").size() == 1);
            assertThat(ok(rig, "/api/v1/blocks").at("/items/0/foundAt").isNull())
                    .isFalse();
            await().until(() -> ok(rig, "/api/v1/workers").get("items").size() == 1);
            JsonNode miner = ok(rig, "/api/v1/miners/" + RigPool.ALICE);
            assertThat(miner.get("balance").isNull()).isTrue();
            assertThat(ok(rig, "/api/v1/hashrate").get("bucketMillis").longValue())
                    .isEqualTo(60_000);
            assertThat(ok(rig, "/api/v1/pool").at("/luck/percent").isNull()).isTrue();
            OpenApiDocument document = new OpenApiDocument();
            for (String path : List.of("/api/v1/rounds", "/api/v1/luck", "/api/v1/payments")) {
                HttpResponse<String> answer = rig.get(path);
                assertThat(GatewayRig.json(answer).get("type").textValue()).isEqualTo("urn:otedama:problem:no-store");
                assertThat(document.errors("GET " + path, answer)).isEmpty();
            }
            HttpResponse<String> payout = rig.admin("GET", "/api/v1/admin/payout", null);
            assertThat(GatewayRig.json(payout).get("type").textValue()).isEqualTo("urn:otedama:problem:no-wallet");
        } finally {
            fresh.pool.close();
        }
    }

    private static JsonNode ok(GatewayRig rig, String path) {
        HttpResponse<String> answer = rig.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return GatewayRig.json(answer);
    }

    @Test
    void aStoreThatIsAwayIsAMatterOfTime() {
        RigPool shared = RigPool.shared();
        try (GatewayRig rig = GatewayRig.over(shared)) {
            shared.store.setGone(true);
            assertThat(rig.get("/api/v1/payments").statusCode()).isEqualTo(503);
            assertThat(rig.get("/api/v1/payments").headers().firstValue("Retry-After"))
                    .isPresent();
            assertThat(ok(rig, "/api/v1/pool").get("blocks").intValue()).isEqualTo(2);
            assertThat(ok(rig, "/api/v1/blocks").get("items")).hasSize(2);
        } finally {
            shared.store.setGone(false);
        }
    }

    /** Health is looked at a few times a second. */
    private static void awaitHealth(String url, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> get(url).contains(status));
    }

    @Test
    void aPoolThatHasNotStartedIsToldApartFromADeadOne() {
        Pool pool = Pool.builder()
                .node(new FakeNode(FakeNode.HARD_BITS))
                .payoutAddress("bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9")
                .frontEnd(new FakeFrontEnd())
                .build();
        Gateway gateway = Gateway.builder().pool(pool).listen(ANY_PORT).build();
        gateway.start();
        try {
            String base = "http://127.0.0.1:" + gateway.localAddress().getPort();
            assertThat(get(base + "/health/live")).contains("\"UP\"");
            assertThat(get(base + "/health/startup")).contains("\"DOWN\"");
            assertThat(get(base + "/health/ready")).contains("\"DOWN\"");
            assertThat(get(base + "/api/v1/pool")).contains("urn:otedama:problem:unavailable", "not started");
            pool.start();
            awaitHealth(base + "/health/ready", "\"UP\"");
            pool.close();
            awaitHealth(base + "/health/live", "\"DOWN\"");
        } finally {
            gateway.close();
            pool.close();
        }
    }

    @Test
    void fiveThousandWorkersAreSortedSearchedAndPaged() {
        try (GatewayRig rig = GatewayRig.over(RigPool.shared())) {
            rig.source.more = RigSource.workers(5_000);
            Set<String> names = new HashSet<>();
            String cursor = "";
            double last = Double.MAX_VALUE;
            do {
                JsonNode page = ok(rig, "/api/v1/workers?sort=hashrate&order=desc&limit=500" + cursor);
                for (JsonNode worker : page.get("items")) {
                    names.add(worker.get("name").textValue());
                    double rate = worker.at("/hashrate/fiveMinutes").doubleValue();
                    assertThat(rate).isLessThanOrEqualTo(last);
                    last = rate;
                }
                cursor = page.get("next").isNull()
                        ? null
                        : "&cursor=" + page.get("next").textValue();
            } while (cursor != null);
            assertThat(names).hasSizeGreaterThanOrEqualTo(5_001);
            assertThat(ok(rig, "/api/v1/workers?search=WORKER04321").get("items"))
                    .hasSize(1);
            JsonNode miners = ok(rig, "/api/v1/miners?sort=account&search=farm&limit=30");
            assertThat(miners.get("items")).hasSize(30);
            assertThat(miners.at("/items/0/workers").intValue()).isEqualTo(100);
            JsonNode rest = ok(
                    rig,
                    "/api/v1/miners?sort=account&search=farm&limit=30&cursor="
                            + miners.get("next").textValue());
            assertThat(rest.get("items")).hasSize(20);
            assertThat(rest.at("/items/0/account").textValue()).isEqualTo("farm30");
        }
    }
}
