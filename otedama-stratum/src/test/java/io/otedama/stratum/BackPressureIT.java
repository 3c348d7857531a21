package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.share.ShareVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackPressureIT extends ServerTest {
    @Test
    void rule16_everyRequestOneAnswer_whileTheRingIsFull() throws IOException {
        engine.verdict = share -> ShareVerdict.PENDING;
        start();
        MinerSocket miner = connect().handshake(false);
        engine.parking = true;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append(MinerSocket.submit(i, "1")).append('\n');
        }
        miner.sendRaw(lines.toString());
        await().until(() -> engine.submits.get() == 1);
        await().during(Duration.ofMillis(50)).until(() -> engine.submits.get() == 1);
        engine.parking = false;
        await().until(() -> engine.submits.get() == 50);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        for (int i = 0; i < 50; i++) {
            assertThat(miner.read()).isEqualTo("{\"id\":" + i + ",\"result\":true,\"error\":null}");
        }
        assertThat(miner.ask("{\"id\":7,\"method\":\"mining.ping\"}")).contains("pong");
    }

    @Test
    void aMinerThatLeavesWhileParkedIsForgotten() throws IOException {
        engine.verdict = share -> ShareVerdict.PENDING;
        StratumServer server = start();
        MinerSocket miner = connect().handshake(false);
        engine.parking = true;
        miner.send(MinerSocket.submit(1, "1"));
        await().until(() -> engine.submits.get() == 1);
        server.close();
        assertThat(engine.lanes).allMatch(lane -> lane.closed && lane.sessions.isEmpty());
    }

    @Test
    void rule16_everyRequestOneAnswer_mixedAndPipelined() throws IOException {
        start();
        MinerSocket miner = connect().handshake(false);
        engine.verdict = share -> share.nonce % 2 == 0 ? ShareVerdict.PENDING : ShareVerdict.LOW_DIFFICULTY;
        int count = 2_000;
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    miner.send(MinerSocket.submit(i, "addr.w", "1", "00000355", "514f20ac", "%08x".formatted(i)));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        boolean[] answered = new boolean[count];
        CompletableFuture<Void> pipeline = CompletableFuture.runAsync(() -> {
            for (int done = 0; done < count / 2; ) {
                done += engine.answerWaiting(ShareVerdict.ACCEPTED);
                Thread.onSpinWait();
            }
        });
        for (int i = 0; i < count; i++) {
            String line = String.valueOf(miner.read());
            int id = Integer.parseInt(line.substring(6, line.indexOf(',')));
            assertThat(answered[id]).as("answered twice: %s", line).isFalse();
            answered[id] = true;
            assertThat(line).contains(id % 2 == 0 ? "\"result\":true" : "[23,");
        }
        writer.join();
        pipeline.join();
    }

    @Test
    void rule19_slowConsumer_isHeldBackThenGetsTheNewestJob() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start(
                limits -> limits.holdOutboundBytes(4_096).maxOutboundBytes(65_536),
                config -> config.sendBufferBytes(4_096));
        MinerSocket miner = connect(4_096).handshake(true);
        long number = 2;
        while (engine.counter("stratum.jobs.superseded") < 20) {
            engine.publish(everySeventhANewBlock(number));
            number++;
            assertThat(number).isLessThan(100_000);
        }
        long newest = number;
        engine.publish(everySeventhANewBlock(newest));
        long jobs = 0;
        for (long last = 1; last < newest; jobs++) {
            String line = String.valueOf(miner.read());
            long sent = Long.parseLong(line.replaceFirst(".*params\":\\[\"", "").replaceFirst("\".*", ""), 16);
            assertThat(sent).isGreaterThan(last);
            boolean blockChanged = sent / 7 > last / 7;
            assertThat(line).as("job %s after %s", sent, last).endsWith("," + blockChanged + "]}");
            last = sent;
        }
        assertThat(jobs).as("superseded ones were not sent").isLessThan(newest - 18);
        assertThat(miner.ask(MinerSocket.submit(1, "1"))).contains("true");
    }

    private static FakeJob everySeventhANewBlock(long number) {
        return number % 7 == 0 ? FakeJob.newBlock(number) : FakeJob.refresh(number);
    }

    @Test
    void rule19_slowConsumer_isClosedWhenItNeverReads() throws IOException {
        engine.job = FakeJob.newBlock(1);
        start(
                limits -> limits.holdOutboundBytes(4_096)
                        .maxOutboundBytes(65_536)
                        .slowConsumerMillis(60_000)
                        .idleMillis(Integer.MAX_VALUE),
                config -> config.sendBufferBytes(4_096));
        connect(4_096).handshake(true);
        AtomicLong number = new AtomicLong(2);
        while (engine.counter("stratum.jobs.superseded") < 100) {
            engine.publish(FakeJob.refresh(number.getAndIncrement()));
            assertThat(number).hasValueLessThan(100_000);
        }
        assertThat(engine.counter("stratum.connections.slow")).isZero();
        await().until(() -> {
            engine.publish(FakeJob.refresh(number.getAndIncrement()));
            engine.clockOffsetNs.addAndGet(Duration.ofSeconds(10).toNanos());
            return engine.counter("stratum.connections.slow") == 1;
        });
        await().until(() -> server != null && server.connections() == 0);
    }

    @Test
    void rule19_slowConsumer_isClosedAboveItsBytes() throws IOException {
        engine.verdict = share -> ShareVerdict.PENDING;
        start(
                limits -> limits.holdOutboundBytes(4_096)
                        .maxOutboundBytes(8_192)
                        .maxInFlightSubmits(16_000)
                        .requestBurst(20_000),
                config -> config.sendBufferBytes(4_096));
        MinerSocket miner = connect(4_096).handshake(false);
        for (int i = 0; i < 16_000; i++) {
            miner.send(MinerSocket.submit(i, "1"));
        }
        await().until(() -> engine.submits.get() == 16_000);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        await().until(() -> engine.counter("stratum.connections.slow") == 1);
        await().until(() -> server != null && server.connections() == 0);
    }

    @Test
    void aClientThatOnlyWritesIsNotReadFurther() throws IOException {
        start(
                limits -> limits.holdOutboundBytes(4_096)
                        .maxOutboundBytes(8_192)
                        .maxRequestsPerSecond(1_000_000)
                        .requestBurst(1_000_000),
                config -> config.sendBufferBytes(4_096));
        MinerSocket miner = connect(4_096).handshake(false);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 20_000; i++) {
                    miner.send(MinerSocket.submit(i, "1"));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 20_000; i++) {
            assertThat(miner.read()).isEqualTo("{\"id\":" + i + ",\"result\":true,\"error\":null}");
        }
        writer.join();
        assertThat(engine.counter("stratum.connections.slow")).isZero();
    }
}
