package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.TestNodes.Recorder;
import io.otedama.spi.ComponentHealth.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 10 and 31: nodes fail in every way, the work goes on or comes back by itself, and health says what is wrong. */
class FailoverIT {
    private final Recorder recorder = new Recorder();
    private final ManualClock clock = new ManualClock();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final FakeNode first = new FakeNode(Network.BITCOIN_REGTEST);
    private final FakeNode second = new FakeNode(Network.BITCOIN_REGTEST);
    private CoreNode node;

    @BeforeEach
    void start() {
        second.chain().follow(first.chain());
        node = TestNodes.builder(first, second)
                .clock(clock)
                .errorHandler((where, error, fatal) -> errors.add(error))
                .build();
        node.templates().subscribe(recorder);
        node.start();
        await().atMost(SOON).until(() -> !recorder.isEmpty());
        assertThat(recorder.last().source()).isEqualTo(first.name());
    }

    @AfterEach
    void close() {
        node.close();
        first.close();
        second.close();
    }

    private void awaitWorkFrom(FakeNode fake) {
        await().atMost(SOON)
                .until(() -> recorder.last().source().equals(fake.name())
                        && recorder.last()
                                .template()
                                .previousBlock()
                                .equals(fake.chain().tip()));
    }

    private void awaitHealth(Status status, String words) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(node.health().status()).isEqualTo(status);
            assertThat(node.health().detail()).contains(words);
        });
    }

    @Test
    void rule10_theNextNodeTakesOverWhenTheFirstDies() {
        first.stop();
        second.chain().mine(1);

        awaitWorkFrom(second);
        assertThat(recorder.last().reorg()).isFalse();
        awaitHealth(Status.DEGRADED, first.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "401", "garbage", "error", "slow"})
    void rule10_theNextNodeTakesOverWhateverTheFirstDoes(String kind) {
        first.fault(
                "*",
                switch (kind) {
                    case "hang", "slow" -> first.hang();
                    case "401" -> FakeNode.status(401, "");
                    case "garbage" -> FakeNode.status(200, "<html>");
                    default -> FakeNode.error(-10, "downloading");
                });
        second.chain().mine(1);

        awaitWorkFrom(second);
    }

    @Test
    void rule10_aNodeThatAnswersEverythingButTemplatesIsLeft() {
        first.fault("getblocktemplate", FakeNode.error(-9, "not connected"));
        first.chain().mine(1);
        second.chain().follow(first.chain());

        awaitWorkFrom(second);
        awaitHealth(Status.DEGRADED, "not from the preferred");
    }

    @Test
    void rule10_workComesFromThePreferredNodeAgainWhenItHasBeenGoodForAWhile() {
        first.stop();
        second.chain().mine(1);
        awaitWorkFrom(second);

        first.chain().follow(second.chain());
        first.restart();
        await().atMost(SOON).until(() -> !node.health().detail().contains("refused"));
        assertThat(node.health().detail()).contains("comes from " + second.name());

        clock.advance(TestNodes.FAST.returnAfter().plusSeconds(1));
        awaitHealth(Status.UP, "comes from " + first.name());
        first.chain().mine(1);
        awaitWorkFrom(first);
    }

    @Test
    void rule10_aPreferredNodeThatIsBehindIsNotReturnedTo() {
        first.stop();
        second.chain().mine(2);
        awaitWorkFrom(second);
        first.restart();
        await().atMost(SOON).until(() -> !node.health().detail().contains("refused"));

        clock.advance(TestNodes.FAST.returnAfter().plusSeconds(1));

        await().during(Duration.ofMillis(300))
                .atMost(SOON)
                .until(() -> node.health().detail().contains("comes from " + second.name()));
        assertThat(recorder.last().source()).isEqualTo(second.name());
    }

    @Test
    void rule10_theNextNodeOnAnotherBranchIsFollowedOnlyWhenItIsHigher() {
        FakeChain branch = new FakeChain(Network.BITCOIN_REGTEST);
        second.chain().follow(branch); // as high, other blocks, but it knows ours: a reorganisation it vouches for
        second.chain().forget(1); // lower, and our tip is one it left behind
        second.chain().forkStatus("valid-headers");
        first.stop();

        awaitHealth(Status.DEGRADED, "offers old work");
        assertThat(recorder.updates).hasSize(1);

        second.chain().mine(3);
        awaitWorkFrom(second);
        assertThat(recorder.last().reorg()).isTrue();
    }

    @Test
    void rule10_aTipThatOnlyADeadNodeKnewIsLeftForOneAsHigh() {
        first.chain().mine(1);
        Hash256 lost = first.chain().tip();
        await().atMost(SOON)
                .until(() -> recorder.last().template().previousBlock().equals(lost));
        second.chain().mine(1); // as high, and it never heard of the other
        first.stop();
        awaitHealth(Status.DEGRADED, "offers old work");
        assertThat(recorder.last().template().previousBlock()).isEqualTo(lost);

        clock.advance(TestNodes.FAST.stuckAfter().plusSeconds(1));

        awaitWorkFrom(second);
        assertThat(recorder.last().template().previousBlock())
                .isEqualTo(second.chain().tip());
        assertThat(recorder.last().reorg()).isTrue();
    }

    @Test
    void rule31_whileAllNodesAreAwayHealthSaysSoAndTheWorkComesBackByItself() {
        first.stop();
        second.stop();

        awaitHealth(Status.DEGRADED, "no node has given work");
        int before = recorder.updates.size();
        clock.advance(Duration.ofSeconds(61));
        awaitHealth(Status.DOWN, "no node gives work");
        assertThat(recorder.updates).hasSize(before);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(errors).as("told once, not at every attempt").hasSize(1));

        second.chain().mine(1);
        second.restart();
        awaitWorkFrom(second);
    }
}
