package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.chain.Sha256d;
import io.otedama.error.ConfigurationException;
import io.otedama.error.NodeException;
import io.otedama.node.TestNodes.Recorder;
import io.otedama.spi.ComponentHealth.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreNodeStartTest {
    private final Recorder recorder = new Recorder();

    @Test
    void theNetworkIsRecognisedBeforeStart() {
        try (FakeNode fake = new FakeNode(Network.LITECOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            assertThat(node.network()).isEqualTo(Network.LITECOIN_REGTEST);
            assertThat(node.health().status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void litecoinIsAskedWithItsOwnRules() {
        try (FakeNode fake = new FakeNode(Network.LITECOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            node.templates().subscribe(recorder);
            node.start();

            await().atMost(SOON).until(() -> recorder.lastHeight() == 4);
            assertThat(node.health().status()).isEqualTo(Status.UP);
            assertThat(node.health().detail()).contains("height 4").contains(fake.name());
        }
    }

    @Test
    void nodesOfDifferentChainsAreAConfigurationError() {
        try (FakeNode bitcoin = new FakeNode(Network.BITCOIN_REGTEST);
                FakeNode litecoin = new FakeNode(Network.LITECOIN_REGTEST);
                CoreNode node = TestNodes.builder(bitcoin, litecoin).build()) {
            assertThatThrownBy(node::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(litecoin.name())
                    .hasMessageContaining("litecoin-regtest")
                    .hasMessageContaining("bitcoin-regtest");
            assertThat(TestNodes.ourThreads()).isEmpty();
        }
    }

    @Test
    void anUnknownChainNeedsANetworkFromTheEmbedder() {
        Hash256 genesis = Sha256d.of(new byte[] {42});
        Network own = new Network("own", genesis, "sha256d", 0, List.of(5), "own", 150, true);
        try (FakeNode fake = new FakeNode(own)) {
            try (CoreNode node = TestNodes.builder(fake).build()) {
                assertThatThrownBy(node::network)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining(genesis.toString());
            }
            try (CoreNode node = TestNodes.builder(fake).network(own).build()) {
                assertThat(node.network()).isEqualTo(own);
            }
            try (CoreNode node =
                    TestNodes.builder(fake).network(Network.BITCOIN_REGTEST).build()) {
                assertThatThrownBy(node::network).isInstanceOf(ConfigurationException.class);
            }
        }
    }

    @Test
    void aWrongPasswordIsAConfigurationError() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            fake.password("other");

            assertThatThrownBy(node::network)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("401");
            assertThatThrownBy(node::start).isInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void aNodeThatIsAwayIsANodeException() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            fake.stop();

            assertThatThrownBy(node::network)
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining(fake.name())
                    .hasMessageContaining("connection refused");
            assertThatThrownBy(node::start).isInstanceOf(NodeException.class);
            assertThat(TestNodes.ourThreads()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getblocktemplate, -9, Litecoin is not connected!, no peers",
        "getblocktemplate, -10, Litecoin is in initial sync, downloads the block chain",
        "getblocktemplate, -1, TestBlockValidity failed, TestBlockValidity",
        "*, -28, Loading block index..., still starting"
    })
    void startWaitsForANodeThatCannotGiveWorkYet(String method, int code, String message, String sentence) {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            fake.fault(method, FakeNode.error(code, message));
            node.templates().subscribe(recorder);
            node.start();

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(node.health().detail()).contains(sentence));
            assertThat(node.health().status()).isEqualTo(Status.DOWN);
            assertThat(recorder.updates).isEmpty();

            fake.heal();
            await().atMost(SOON).until(() -> !recorder.isEmpty());
            assertThat(node.health().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void startDoesWithOneNodeOfTwo() {
        try (FakeNode away = new FakeNode(Network.BITCOIN_REGTEST);
                FakeNode there = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(away, there).build()) {
            away.stop();
            node.templates().subscribe(recorder);
            node.start();

            await().atMost(SOON).until(() -> !recorder.isEmpty());
            assertThat(recorder.last().source()).isEqualTo(there.name());
            assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
            assertThat(node.health().detail()).contains(away.name());
        }
    }

    @Test
    void theBuilderNamesEveryMistakeAtOnce() {
        assertThatThrownBy(() -> CoreNode.builder()
                        .endpoint("http://u:p@h:1")
                        .endpoint("http://v:q@h:1")
                        .zmqBlocks("localhost")
                        .pollInterval(Duration.ZERO)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).hasSize(3));
        assertThatThrownBy(() -> CoreNode.builder().build()).hasMessageContaining("0 nodes are configured");
    }

    @Test
    void startsOnlyOnce() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST);
                CoreNode node = TestNodes.builder(fake).build()) {
            node.start();
            assertThatThrownBy(node::start).isInstanceOf(IllegalStateException.class);
        }
    }
}
