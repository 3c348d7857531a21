package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.BlockHeader;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.error.NodeException;
import io.otedama.node.TestNodes.Recorder;
import io.otedama.node.rpc.CircuitLimits;
import io.otedama.node.rpc.CircuitOpenException;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.SubmitResult.Outcome;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The circuit breaker of a daemon as the pool sees it; its pauses are so long that only the test's clock ends them. */
class CoreNodeCircuitIT {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock();
    private final Recorder recorder = new Recorder();
    private final FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
    private CoreNode node;

    @BeforeEach
    void start() {
        node = TestNodes.builder(fake)
                .timing(TestNodes.FAST.withCircuit(new CircuitLimits(10, 5, 50, PAUSE, PAUSE)))
                .clock(clock)
                .build();
        node.templates().subscribe(recorder);
        node.start();
        await().atMost(SOON).until(() -> !recorder.isEmpty());
    }

    @AfterEach
    void close() {
        node.close();
        fake.close();
    }

    private ComponentHealth daemon() {
        return node.health().parts().get(0);
    }

    private void awaitCircuit(String word) {
        await().atMost(SOON).until(() -> word.equals(daemon().facts().get("circuit")));
    }

    private void sicken() {
        fake.fault("*", FakeNode.status(503, "Work queue depth exceeded"));
        awaitCircuit("open");
    }

    private static byte[] block(Hash256 parent) {
        BlockHeader header = new BlockHeader(0x20000000, parent, Hash256.ZERO, 1, 0x207fffff, 2);
        return Arrays.copyOf(header.toBytes(), 200);
    }

    @Test
    void rule31_aSickNodeIsLeftAloneAndHealthSaysSo() {
        sicken();
        await().atMost(SOON).until(() -> node.health().detail().contains("left alone"));
        int asked = fake.calls("getblockhash");

        assertThat(daemon().status()).isEqualTo(Status.DOWN);
        assertThat(daemon().facts().get("lastError")).contains("HTTP 503").contains("overloaded");
        assertThat(Integer.parseInt(daemon().facts().get("failureRatePercent"))).isGreaterThanOrEqualTo(50);
        assertThatThrownBy(() -> node.chain().find(Hash256.ZERO)).hasMessageContaining("left alone");
        await().during(Duration.ofMillis(200))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(fake.calls("getblockhash"))
                        .as("nobody asks but for what was under way")
                        .isLessThanOrEqualTo(asked + 1));

        fake.heal();
        clock.advance(PAUSE.plusMillis(1));
        awaitCircuit("closed");
        fake.chain().mine(1);
        await().atMost(SOON)
                .until(() -> recorder.last()
                        .template()
                        .previousBlock()
                        .equals(fake.chain().tip()));
        assertThat(node.health().status()).isEqualTo(Status.UP);
    }

    @Test
    void rule13_anOpenCircuitKeepsNoBlockFromTheNode() {
        sicken();
        int before = fake.calls("submitblock");
        byte[] block = block(fake.chain().tip());

        assertThatThrownBy(() -> node.submitters().get(0).submit(block, Hash256.ZERO))
                .isInstanceOf(NodeException.class)
                .isNotInstanceOf(CircuitOpenException.class)
                .hasMessageContaining("503");
        awaitCircuit("open");

        fake.heal();
        assertThat(node.submitters().get(0).submit(block, Hash256.ZERO).outcome())
                .isEqualTo(Outcome.ACCEPTED);
        assertThat(fake.calls("submitblock")).as("each went out").isEqualTo(before + 2);
        awaitCircuit("closed"); // the verdict showed that it lives: no need to wait for the pause
    }

    @Test
    void aNodeThatStartsIsNotLeftAlone() {
        fake.fault("*", FakeNode.error(-28, "Loading block index..."));
        await().atMost(SOON).until(() -> fake.calls("getblockhash") > 50);
        assertThat(daemon().facts()).containsEntry("circuit", "closed").doesNotContainKey("lastError");
        assertThat(daemon().status()).isEqualTo(Status.DOWN);
        assertThat(daemon().detail()).contains("still starting");
    }

    @Test
    void healthShowsWhereTheNodeStands() {
        await().atMost(SOON).until(() -> daemon().status() == Status.UP);
        assertThat(Long.parseLong(daemon().facts().get("latencyMillis"))).isBetween(0L, 10_000L);
        assertThat(Long.parseLong(daemon().facts().get("lastAnswerMillis"))).isBetween(0L, 10_000L);
        clock.advance(Duration.ofSeconds(90));
        ComponentHealth health = node.health();

        assertThat(health.facts())
                .containsEntry("workFrom", fake.name())
                .containsEntry("workHeight", String.valueOf(fake.chain().height() + 1));
        assertThat(Long.parseLong(health.facts().get("templateAgeSeconds"))).isBetween(90L, 120L);
        assertThat(daemon().component()).isEqualTo(fake.name());
        assertThat(daemon().facts())
                .containsEntry("circuit", "closed")
                .containsEntry("failureRatePercent", "0")
                .containsEntry("retriesLeft", "10")
                .containsEntry("height", String.valueOf(fake.chain().height()))
                .containsEntry("bestBlock", fake.chain().tip().toString())
                .containsEntry("headersAhead", "0")
                .containsEntry("initialBlockDownload", "false")
                .doesNotContainKeys("warnings", "lastError");
        assertThat(Long.parseLong(daemon().facts().get("tipAgeSeconds"))).isBetween(90L, 120L);
    }

    @Test
    void healthPassesOnWhatTheNodeSaysOfItself() {
        fake.fault(
                "getblockchaininfo",
                request -> FakeNode.reply(request, 200, fake.chain().infoWith(7, "new rules"), null));
        await().atMost(SOON).until(() -> daemon().facts().containsKey("warnings"));
        assertThat(daemon().facts())
                .containsEntry("warnings", "new rules; new rules")
                .containsEntry("headersAhead", "7");
    }
}
