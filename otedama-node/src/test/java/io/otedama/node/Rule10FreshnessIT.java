package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.TestNodes.Recorder;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.TemplateUpdate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule 10, freshness: what is new work and what is not. Failover has a test of its own. */
class Rule10FreshnessIT {
    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final Recorder recorder = new Recorder();
    private final ManualClock clock = new ManualClock();
    private final FakeNode first = new FakeNode(Network.BITCOIN_REGTEST);
    private final FakeNode second = new FakeNode(Network.BITCOIN_REGTEST);
    private CoreNode node;

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
        }
        first.close();
        second.close();
    }

    private void start(CoreNodeBuilder builder) {
        node = builder.clock(clock).build();
        node.templates().subscribe(recorder);
        node.start();
        await().atMost(SOON).until(() -> !recorder.isEmpty());
    }

    private void startWithBothOnOneChain() {
        second.chain().follow(first.chain());
        start(TestNodes.builder(first, second));
    }

    private void awaitTip(Hash256 tip) {
        await().atMost(SOON)
                .until(() -> recorder.last().template().previousBlock().equals(tip));
    }

    private void nothingNewForAWhile() {
        int before = recorder.updates.size();
        await().during(A_WHILE).atMost(SOON).until(() -> recorder.updates.size() == before);
    }

    @Test
    void rule10_aHeightThatGoesBackWithoutReorgIsIgnored() {
        start(TestNodes.builder(first));
        first.chain().forget(2);

        await().atMost(SOON).until(() -> node.health().detail().contains("offers old work"));

        assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(recorder.updates).hasSize(1);
        first.chain().mine(4);
        awaitTip(first.chain().tip());
        assertThat(node.health().status()).isEqualTo(Status.UP);
    }

    @Test
    void rule10_aHeightThatGoesBackByReorgIsFollowed() {
        start(TestNodes.builder(first));
        int before = recorder.lastHeight();
        first.chain().invalidate(2);

        awaitTip(first.chain().tip());

        assertThat(recorder.last().reorg()).isTrue();
        assertThat(recorder.lastHeight()).isEqualTo(before - 2);
    }

    @Test
    void rule10_aNodeThatOnlyHasNotCaughtUpYetIsNotAReorg() {
        start(TestNodes.builder(first));
        first.chain().forkStatus("headers-only");
        first.chain().invalidate(1);

        await().atMost(SOON).until(() -> node.health().detail().contains("offers old work"));

        assertThat(recorder.updates).hasSize(1);
    }

    @Test
    void rule10_aRestartedNodeThatConnectsItsBlocksAgainIsNotAReorg() {
        start(TestNodes.builder(first));
        first.chain().forkStatus("valid-fork"); // validated before the restart
        first.chain().invalidate(2);

        await().atMost(SOON).until(() -> node.health().detail().contains("offers old work"));

        assertThat(recorder.updates).hasSize(1);
    }

    @Test
    void rule10_aNodeThatCatchesUpWhileItIsAskedIsNotAReorg() {
        start(TestNodes.builder(first));
        Hash256 tip = first.chain().tip();
        first.fault(
                "getchaintips",
                request -> { // by the time of this answer it is where we are
                    first.chain().reconsider();
                    return FakeNode.reply(
                            request, 200, first.chain().call("getchaintips", request.path("params")), null);
                });
        first.chain().invalidate(2);
        await().atMost(SOON).until(() -> first.calls("getchaintips") > 0);

        first.chain().mine(1);
        await().atMost(SOON).until(() -> recorder.updates.size() > 1);

        assertThat(recorder.updates).hasSize(2).noneMatch(TemplateUpdate::reorg);
        assertThat(recorder.updates.get(0).template().previousBlock()).isEqualTo(tip);
    }

    @Test
    void rule10_aTipReplacedAtTheSameHeightIsAReorg() {
        start(TestNodes.builder(first));
        FakeChain other = new FakeChain(Network.BITCOIN_REGTEST); // same height, other blocks
        first.chain().follow(other);

        awaitTip(other.tip());

        assertThat(recorder.last().reorg()).isTrue();
    }

    @Test
    void rule10_aLongerBranchIsAReorgToo() {
        start(TestNodes.builder(first));
        FakeChain longer = new FakeChain(Network.BITCOIN_REGTEST);
        longer.mine(2);
        first.chain().follow(longer);

        awaitTip(longer.tip());

        assertThat(recorder.last().reorg()).isTrue();
    }

    @Test
    void rule10_longPollNoticesABlockWithoutPolling() {
        start(TestNodes.builder(first).timing(TestNodes.slowPolling()));
        await().atMost(SOON).until(() -> first.calls("getblocktemplate") >= 2); // the second one waits

        first.chain().mine(1);

        await().atMost(Duration.ofSeconds(5)).until(() -> recorder.lastHeight() == 5);
    }

    @Test
    void rule10_longPollNoticesTransactionsOnTheSameTip() {
        start(TestNodes.builder(first).timing(TestNodes.slowPolling()));
        await().atMost(SOON).until(() -> first.calls("getblocktemplate") >= 2);

        first.chain().addFee(1_000);

        await().atMost(SOON).until(() -> recorder.last().template().coinbaseValue() == 5_000_001_000L);
        assertThat(recorder.last().reorg()).isFalse();
    }

    @Test
    void rule10_pollingNoticesABlockWhenTheLongPollFails() {
        first.fault("getblocktemplate", request -> {
            if (!request.at("/params/0/longpollid").isMissingNode()) {
                throw new FakeNode.RpcError(-1, "no long poll here");
            }
            return FakeNode.reply(request, 200, first.chain().call("getblocktemplate", request.path("params")), null);
        });
        start(TestNodes.builder(first));

        first.chain().mine(1);

        awaitTip(first.chain().tip());
    }

    @Test
    void rule10_notificationsOfOneBlockCostFewFetchesAndOneUpdate() {
        start(TestNodes.builder(first));
        int fetches = first.calls("getblocktemplate");

        first.chain().mine(1);
        awaitTip(first.chain().tip());
        nothingNewForAWhile();

        assertThat(recorder.updates).hasSize(2);
        assertThat(first.calls("getblocktemplate") - fetches).isLessThanOrEqualTo(4);
    }

    @Test
    void rule10_aStuckNodeIsLeftForOneThatIsHigher() {
        startWithBothOnOneChain();
        second.chain().mine(1);
        nothingNewForAWhile(); // not at once: the first node may hear of it in a moment

        clock.advance(TestNodes.FAST.stuckAfter().plusSeconds(1));

        awaitTip(second.chain().tip());
        assertThat(recorder.last().source()).isEqualTo(second.name());
        assertThat(recorder.last().reorg()).isFalse();
        assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void rule10_aNodeThatIsBehindForAMomentIsNotStuck() {
        startWithBothOnOneChain();
        second.chain().mine(1);
        nothingNewForAWhile();
        first.chain().follow(second.chain());
        awaitTip(second.chain().tip());

        clock.advance(TestNodes.FAST.stuckAfter().plusSeconds(1));
        nothingNewForAWhile();

        assertThat(recorder.last().source()).isEqualTo(first.name());
    }

    @Test
    void rule10_aNodeInInitialDownloadIsNotUsed() {
        Network main = Network.BITCOIN;
        try (FakeNode loading = new FakeNode(main);
                FakeNode good = new FakeNode(main)) {
            good.chain().follow(loading.chain());
            loading.chain().initialDownload(true);
            start(TestNodes.builder(loading, good));

            assertThat(recorder.last().source()).isEqualTo(good.name());
            assertThat(node.health().status()).isEqualTo(Status.DEGRADED);
            assertThat(node.health().detail()).contains(loading.name()).contains("downloads");
            assertThat(loading.calls("getblocktemplate")).isZero();
        }
    }

    @Test
    void rule10_aNodeOnAnotherChainIsNeverMixedIn() {
        try (FakeNode late = new FakeNode(Network.LITECOIN_REGTEST)) {
            late.stop(); // away at start, so that nobody can tell its chain yet
            late.chain().mine(100);
            start(TestNodes.builder(first, late));
            late.restart();
            await().atMost(SOON).until(() -> node.health().detail().contains("litecoin-regtest"));

            first.stop();
            await().atMost(SOON).until(() -> node.health().detail().contains("no node has given work"));

            assertThat(recorder.updates).extracting(TemplateUpdate::source).containsOnly(first.name());
            assertThat(late.calls("getblocktemplate")).isZero();
        }
    }

    @Test
    void rule10_anotherChainAtTheSameAddressIsNoticed() {
        FakeChain foreign = new FakeChain(Network.LITECOIN_REGTEST);
        foreign.mine(100);
        start(TestNodes.builder(first));
        first.chain().follow(foreign); // block 0 and all

        await().atMost(SOON).until(() -> node.health().detail().contains("litecoin-regtest"));

        assertThat(recorder.updates).hasSize(1);
    }
}
