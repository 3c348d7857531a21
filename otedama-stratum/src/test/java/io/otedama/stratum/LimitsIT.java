package io.otedama.stratum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.error.ConfigurationException;
import io.otedama.share.ShareVerdict;
import io.otedama.stratum.transport.StratumLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitsIT extends ServerTest {
    private static final String PING = "{\"id\":1,\"method\":\"mining.ping\"}";

    private static String padded(int bytes) {
        return PING + " ".repeat(bytes - PING.length());
    }

    @Test
    void maxLineBytes() throws IOException {
        start(limits -> limits.maxLineBytes(600).maxPendingInboundBytes(17_000));
        MinerSocket miner = connect();
        assertThat(miner.ask(padded(600))).contains("pong");
        assertThat(miner.ask(padded(601)))
                .isEqualTo("{\"id\":null,\"result\":null,\"error\":[20,\"line is too long\",null]}");
        assertThat(miner.read()).isNull();
    }

    @Test
    void maxLineBytesHoldsBeforeTheLineEnds() throws IOException {
        start(limits -> limits.maxLineBytes(600).maxPendingInboundBytes(17_000));
        MinerSocket miner = connect();
        miner.sendRaw("{" + " ".repeat(600));
        assertThat(miner.read()).contains("line is too long");
        assertThat(miner.read()).isNull();
    }

    @Test
    void maxIdBytes() throws IOException {
        start(limits -> limits.maxIdBytes(20));
        MinerSocket miner = connect().handshake(false);
        String fits = "\"" + "i".repeat(18) + "\"";
        String tooLong = "\"" + "i".repeat(19) + "\"";
        assertThat(miner.ask(MinerSocket.submit(fits, "1")))
                .isEqualTo("{\"id\":" + fits + ",\"result\":true,\"error\":null}");
        assertThat(miner.ask(MinerSocket.submit(tooLong, "1")))
                .isEqualTo("{\"id\":null,\"result\":null,\"error\":[20,\"id is too long\",null]}");
    }

    @Test
    void maxMalformedLines() throws IOException {
        start(limits -> limits.maxMalformedLines(3));
        MinerSocket miner = connect().handshake(false);
        assertThat(miner.ask("{")).contains("[20,");
        assertThat(miner.ask("{")).contains("[20,");
        assertThat(miner.ask(PING)).contains("pong");
        assertThat(miner.ask("{")).contains("[20,");
        assertThat(miner.read()).as("the third closes").isNull();
    }

    @Test
    void maxWorkers() throws IOException {
        start(limits -> limits.maxWorkers(2));
        MinerSocket miner = connect().handshake(false);
        String authorize = "{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"addr.%d\",\"x\"]}";
        assertThat(miner.ask(authorize.formatted(2))).contains("true");
        assertThat(miner.ask(authorize.formatted(3))).contains("[24,");
        assertThat(miner.ask(authorize.formatted(2)))
                .as("known ones may come again")
                .contains("true");
    }

    @Test
    void maxConnectionsPerAddress() throws IOException {
        start(limits -> limits.maxConnectionsPerAddress(2));
        assertThat(connect().ask(PING)).contains("pong");
        MinerSocket second = connect();
        assertThat(second.ask(PING)).contains("pong");
        assertThat(connect().read()).as("one past the limit").isNull();
        assertThat(engine.counter("stratum.connections.refused")).isEqualTo(1);
        second.close();
        await().until(() -> Objects.requireNonNull(server).connections() == 1);
        assertThat(connect().ask(PING)).contains("pong");
    }

    @Test
    void exemptNetworksHaveNoBoundPerAddress() throws IOException {
        start(limits -> limits.maxConnectionsPerAddress(1), config -> config.exemptNetworks(List.of("127.0.0.0/8")));
        assertThat(connect().ask(PING)).contains("pong");
        assertThat(connect().ask(PING)).contains("pong");
    }

    @Test
    void maxConnections() throws IOException {
        start(limits -> limits.maxConnections(1));
        assertThat(connect().ask(PING)).contains("pong");
        assertThat(connect().read()).isNull();
    }

    @Test
    void handshakeTimeOut() throws IOException {
        start(limits -> limits.handshakeMillis(60_000).idleMillis(3_600_000));
        MinerSocket done = connect().handshake(false);
        MinerSocket late = connect();
        assertThat(late.ask(PING)).contains("pong");
        engine.clockOffsetNs.set(TimeUnit.SECONDS.toNanos(120));
        assertThat(late.read()).isNull();
        assertThat(done.ask(PING)).contains("pong");
        assertThat(engine.counter("stratum.connections.timeout")).isEqualTo(1);
    }

    @Test
    void idleTimeOut() throws IOException {
        start(limits -> limits.idleMillis(3_600_000));
        MinerSocket idle = connect().handshake(false);
        engine.clockOffsetNs.set(TimeUnit.SECONDS.toNanos(3_601));
        assertThat(idle.read()).isNull();
    }

    @Test
    void requestsPerSecondDelayButNeverDrop() throws IOException {
        start(limits -> limits.requestBurst(5).maxRequestsPerSecond(50));
        MinerSocket miner = connect();
        long began = System.nanoTime();
        miner.sendRaw((PING + "\n").repeat(25));
        for (int i = 0; i < 25; i++) {
            assertThat(miner.read()).contains("pong");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(390), Duration.ofSeconds(8));
    }

    @Test
    void maxInFlightSubmits() throws IOException {
        start(limits -> limits.maxInFlightSubmits(3));
        overBound(4, "%d");
    }

    @Test
    void maxOddIds() throws IOException {
        start(limits -> limits.maxOddIds(3));
        overBound(4, "\"%d\"");
    }

    /** Three fit; the fourth stays unread until a verdict makes room, and then is answered too. */
    private void overBound(int count, String id) throws IOException {
        engine.verdict = share -> ShareVerdict.PENDING;
        MinerSocket miner = connect().handshake(false);
        for (int i = 0; i < count; i++) {
            miner.send(MinerSocket.submit(id.formatted(i), "1"));
        }
        await().until(() -> engine.submits.get() == count - 1);
        await().during(Duration.ofMillis(100)).until(() -> engine.submits.get() == count - 1);
        engine.answerWaiting(ShareVerdict.ACCEPTED);
        for (int i = 0; i < count - 1; i++) {
            assertThat(miner.read()).startsWith("{\"id\":" + id.formatted(i) + ",\"result\":true");
        }
        await().until(() -> engine.submits.get() == count);
        engine.answerWaiting(ShareVerdict.DUPLICATE);
        assertThat(miner.read()).startsWith("{\"id\":" + id.formatted(count - 1) + ",\"result\":null,\"error\":[22,");
    }

    @Test
    void everyWrongLimitIsListed() {
        assertThatThrownBy(() -> StratumLimits.builder()
                        .maxLineBytes(10)
                        .maxWorkers(65)
                        .idleMillis(0)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.key())
                                .containsExactly(
                                        "stratum.limits.maxLineBytes",
                                        "stratum.limits.maxWorkers",
                                        "stratum.limits.idleMillis"));
    }
}
