package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rule 30 with real connections: everybody comes back at once, and who stayed notices nothing. */
class ReconnectStormIT extends ServerTest {
    private static final int MINERS = 1_600;
    private static final int THREADS = 4;

    @Test
    void rule30_aThousandReconnectsDoNotStallThoseWhoStayed() throws Exception {
        engine.job = FakeJob.newBlock(1);
        start();
        MinerSocket stays = connect().handshake(true);
        List<MinerSocket> before = new ArrayList<>();
        for (int i = 0; i < MINERS; i++) {
            before.add(connect());
        }
        for (MinerSocket miner : before) {
            miner.close();
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<Void>> storms = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                storms.add(CompletableFuture.runAsync(this::storm, threads));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(storms.toArray(CompletableFuture<?>[]::new));
            List<Long> answerNs = new ArrayList<>();
            while (!all.isDone() || answerNs.size() < 100) {
                long asked = System.nanoTime();
                assertThat(stays.ask(MinerSocket.submit(answerNs.size(), "1"))).contains("true");
                answerNs.add(System.nanoTime() - asked);
            }
            all.get(60, TimeUnit.SECONDS);
            answerNs.sort(null);
            System.out.printf(
                    "storm of %d: %d answers to the one who stayed, the middle one after %d us, the last after %d ms%n",
                    MINERS,
                    answerNs.size(),
                    answerNs.get(answerNs.size() / 2) / 1_000,
                    answerNs.get(answerNs.size() - 1) / 1_000_000);
        } finally {
            threads.shutdownNow();
        }
        assertThat(engine.counter("stratum.connections.refused")).isZero();
    }

    /** Connects, subscribes and authorizes in one breath; everybody gets the first job. */
    private void storm() {
        try {
            List<MinerSocket> miners = new ArrayList<>();
            for (int i = 0; i < MINERS / THREADS; i++) {
                MinerSocket miner =
                        new MinerSocket(Objects.requireNonNull(server).localAddress());
                miners.add(miner.sendRaw("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"test/1\"]}\n"
                        + "{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"addr.w\",\"x\"]}\n"));
            }
            for (MinerSocket miner : miners) {
                for (int line = 0; line < 3; line++) {
                    assertThat(miner.read()).isNotNull();
                }
                assertThat(miner.read()).contains("mining.notify");
                miner.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rule30_theRequestToReconnectIsSpreadOverItsTime() throws IOException {
        engine.job = FakeJob.newBlock(1);
        int spreadMillis = 2_000;
        StratumServer started = start(limits -> limits, config -> config.reconnectSpreadMillis(spreadMillis));
        List<MinerSocket> miners = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            miners.add(connect().handshake(true));
        }
        started.drain();
        long startNs = System.nanoTime();
        int[] perQuarter = new int[4];
        List<MinerSocket> waiting = new ArrayList<>(miners);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            for (var each = waiting.iterator(); each.hasNext(); ) {
                if (isAsked(each.next())) {
                    each.remove();
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
                    perQuarter[(int) Math.min(3, millis * 4 / spreadMillis)]++;
                }
            }
            return waiting.isEmpty();
        });
        assertThat(perQuarter[0])
                .as("asked in the first quarter, of %d; in each: %s", miners.size(), Arrays.toString(perQuarter))
                .isLessThan(miners.size() * 3 / 4);
    }

    private static boolean isAsked(MinerSocket miner) throws IOException {
        if (miner.socket.getInputStream().available() == 0) {
            return false;
        }
        assertThat(miner.read()).contains("client.reconnect");
        return true;
    }
}
