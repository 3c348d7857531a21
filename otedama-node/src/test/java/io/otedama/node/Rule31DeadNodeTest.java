package io.otedama.node;

import static io.otedama.node.TestNodes.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.PoolState;
import io.otedama.chain.Difficulty;
import io.otedama.chain.Hash256;
import io.otedama.chain.ShareTarget;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.session.ShareSubmission;
import io.otedama.share.ShareVerdict;
import io.otedama.spi.ComponentHealth;
import io.otedama.spi.ComponentHealth.Status;
import io.otedama.spi.MiningJob;
import io.otedama.testkit.FakeFrontEnd;
import io.otedama.testkit.FakeMiner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 31: the only node dies under a whole pool and comes back. */
class Rule31DeadNodeTest {
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final String USER = "pool";
    private static final int BITS = 0x1f07ffff; // a block in 8,192 hashes, a share in 430
    private static final Difficulty EASY = Difficulty.of("0.0000001");
    private static final ShareTarget SHARE = ShareTarget.of(EASY, 1);

    @TempDir
    private Path data;

    private final FakeFrontEnd frontEnd = new FakeFrontEnd();
    private final RegtestChain chain =
            RegtestChain.builder().bits(BITS).seed(1).transactionsPerBlock(2).build();
    private RegtestServer daemon = RegtestServer.start(chain, USER, FakeNode.PASSWORD);
    private Pool pool;

    @BeforeEach
    void start() {
        pool = Pool.builder()
                .node(CoreNode.builder()
                        .endpoint(daemon.url())
                        .timing(TestNodes.FAST)
                        .randomSeed(1)
                        .build())
                .payoutAddress(ADDRESS)
                .frontEnd(frontEnd)
                .dataDirectory(data)
                .fixedDifficulty(EASY)
                .build();
        pool.start();
    }

    @AfterEach
    void close() {
        pool.close();
        daemon.close();
        chain.close();
    }

    private ComponentHealth node() {
        return pool.snapshot().health().stream()
                .filter(health -> health.component().equals("node"))
                .findFirst()
                .orElseThrow();
    }

    private ComponentHealth daemonHealth() {
        return node().parts().get(0);
    }

    private void awaitBlockInChain(Hash256 hash) {
        await().atMost(SOON).until(() -> chain.block(hash).isPresent());
    }

    @Test
    void rule31_aDeadNodeCostsNeitherAShareNorABlock() throws Exception {
        MiningJob job = frontEnd.ingress().currentJob();
        FakeMiner miner = new FakeMiner(frontEnd, "alice", "x");
        miner.session.assign(job);
        int port = daemon.port();
        daemon.close();

        // says so
        await().atMost(SOON).until(() -> node().status() != Status.UP);
        await().atMost(SOON).until(() -> "open".equals(daemonHealth().facts().get("circuit")));
        assertThat(daemonHealth().status()).isEqualTo(Status.DOWN);
        assertThat(daemonHealth().facts().get("lastError")).contains("refused").doesNotContain(FakeNode.PASSWORD);

        // keeps what it promised: shares on the last job count, a block is kept
        ShareSubmission share = miner.solve(job, 1, SHARE.target(), job.networkTarget());
        assertThat(miner.submit(share)).isEqualTo(ShareVerdict.ACCEPTED);
        ShareSubmission block = miner.solve(job, 2, job.networkTarget(), null);
        assertThat(miner.submit(block)).isEqualTo(ShareVerdict.ACCEPTED);
        assertThat(pool.snapshot().creditedShares()).isEqualTo(2);
        Hash256 hash = miner.header(job, block).hash();
        Path saved = data.resolve("blocks").resolve("1-" + hash + ".block");
        await().atMost(SOON).until(() -> Files.exists(saved));
        assertThat(chain.height()).isZero();

        // resumes: the block goes out, and there is work on it
        daemon = RegtestServer.start(chain, USER, FakeNode.PASSWORD, port);
        awaitBlockInChain(hash);
        await().atMost(SOON)
                .until(() -> frontEnd.ingress().currentJob().previousBlock().equals(hash));
        await().atMost(SOON).until(() -> node().status() == Status.UP);
        await().atMost(SOON).until(() -> daemonHealth().status() == Status.UP);
        assertThat(daemonHealth().facts()).containsEntry("circuit", "closed").containsEntry("height", "1");
        await().atMost(SOON).until(() -> !Files.exists(saved));
        assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
    }
}
