package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.Sha256dProofOfWork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedPoolIT {
    @Test
    void twentyLinesFindABlock() throws Exception {
        RegtestChain chain = RegtestChain.builder().bits(0x1f00ffff).build();
        try (RegtestServer node = RegtestServer.start(chain);
                PoolProcess pool = PoolProcess.start(
                        EmbeddedPool.class, node.url(), "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080", "0")) {
            String line = pool.awaitLine(l -> l.startsWith("miners connect to "));
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            try (TestMiner miner = new TestMiner(port, new Sha256dProofOfWork())) {
                miner.start();
                assertThat(chain.awaitHeight(1, Duration.ofSeconds(60)))
                        .as(pool.err())
                        .isTrue();
            }
            pool.awaitLine(l -> l.startsWith("BlockFound"));
        }
    }
}
