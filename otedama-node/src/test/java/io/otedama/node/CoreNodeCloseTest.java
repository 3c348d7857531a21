package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.chain.Network;
import io.otedama.node.TestNodes.Recorder;
import io.otedama.node.rpc.RpcLimits;
import io.otedama.spi.ComponentHealth.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CoreNodeCloseTest {
    private static final Duration QUICKLY = Duration.ofSeconds(3);

    @Test
    void closeLeavesNoThreadAndIsQuickWhileALongPollHangs() {
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST)) {
            CoreNode node =
                    TestNodes.builder(fake).zmqBlocks("tcp://127.0.0.1:1").build();
            Recorder recorder = new Recorder();
            node.templates().subscribe(recorder);
            node.start();
            await().atMost(SOON).until(() -> fake.calls("getblocktemplate") >= 2);
            assertThat(TestNodes.ourThreads())
                    .contains("otedama-node-feed", "otedama-node-longpoll", "otedama-node-watch", "otedama-node-zmq");

            long before = System.nanoTime();
            node.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(QUICKLY);
            await().atMost(QUICKLY)
                    .untilAsserted(() -> assertThat(TestNodes.ourThreads()).isEmpty());
            assertThat(node.health().status()).isEqualTo(Status.DOWN);
            node.close(); // harmless
        }
    }

    @Test
    void closeIsQuickWhileTheNodeHangs() {
        NodeTiming patient = TestNodes.FAST.withRpc(
                new RpcLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), RpcLimits.MAX_RESPONSE_BYTES));
        try (FakeNode fake = new FakeNode(Network.BITCOIN_REGTEST)) {
            CoreNode node = TestNodes.builder(fake).timing(patient).build();
            node.start();
            AtomicInteger hanging = new AtomicInteger();
            FakeNode.Fault hang = fake.hang();
            fake.fault("*", request -> {
                hanging.incrementAndGet();
                return hang.answer(request);
            });
            await().atMost(SOON).until(() -> hanging.get() >= 2); // feed and watch

            long before = System.nanoTime();
            node.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(QUICKLY);
            assertThat(TestNodes.ourThreads()).isEmpty();
        }
    }

    @Test
    void closeBeforeStartIsHarmless() {
        CoreNode node = CoreNode.builder().endpoint("http://u:p@127.0.0.1:1").build();
        node.close();
        assertThat(TestNodes.ourThreads()).isEmpty();
    }
}
