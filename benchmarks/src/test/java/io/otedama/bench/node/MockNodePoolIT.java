package io.otedama.bench.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.Pool;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.client.ClientListener;
import io.otedama.stratum.client.StratumClient;
import io.otedama.stratum.client.StratumJob;
import io.otedama.stratum.client.SubmitOutcome;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MockNodePoolIT {
    /** So easy that every hash is a share. */
    private static final Difficulty EVERY_HASH = Difficulty.of("0.0000000002");

    @Test
    void aPoolTakesWorkFromItAndEveryHashIsAShare() throws Exception {
        StratumServer server = new StratumServer(StratumConfig.builder()
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .build());
        try (MockNode node =
                new MockNode(MockNodeConfig.of(Network.BITCOIN, 2_000, MockNodeConfig.DIFFICULTY_1_BITS))) {
            node.start();
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
                    .fixedDifficulty(EVERY_HASH)
                    .difficultyBounds(EVERY_HASH, EVERY_HASH)
                    .frontEnd(server)
                    .build()) {
                pool.start();
                mine(node, server.localAddress());
            }
        }
    }

    private static void mine(MockNode node, InetSocketAddress pool) throws Exception {
        BlockingQueue<StratumJob> jobs = new LinkedBlockingQueue<>();
        ClientListener listener = new ClientListener() {
            @Override
            public void onJob(StratumJob job) {
                jobs.add(job);
            }
        };
        try (StratumClient client = StratumClient.builder()
                .server(pool)
                .user("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
                .listener(listener)
                .build()) {
            client.start().get(20, TimeUnit.SECONDS);
            StratumJob job = jobs.poll(20, TimeUnit.SECONDS);
            assertThat(job).isNotNull();
            assertThat(job.merkleBranch()).hasSize(11);
            for (int nonce = 0; nonce < 20; nonce++) {
                byte[] extranonce2 = new byte[job.extranonce().extranonce2Size()];
                assertThat(client.submit(job, extranonce2, job.time(), nonce, 0)
                                .get(20, TimeUnit.SECONDS)
                                .outcome())
                        .isEqualTo(SubmitOutcome.ACCEPTED);
            }
            node.newBlock();
            StratumJob next = jobs.poll(20, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            assertThat(next.clean()).isTrue();
            assertThat(next.previousBlock()).isNotEqualTo(job.previousBlock());
        }
    }
}
