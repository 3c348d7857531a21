package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.noise.AuthorityKey;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks mined over Stratum V2, each kind of channel in turn, are taken by the embedded chain; V1 shares the port. */
class V2BlocksIT {
    private static final int BLOCKS = 12;
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";

    @Test
    void blocksOfEveryKindOfChannelAreAccepted() throws Exception {
        RegtestChain chain = RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .transactionsPerBlock(7)
                .build();
        AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());
        try (RegtestServer node = RegtestServer.start(chain)) {
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .sv2(Sv2Config.of(authority))
                    .build());
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .frontEnd(stratum)
                    .build()) {
                pool.start();
                int port = stratum.localAddress().getPort();
                List<Hash256> found = mineWithAll(port, authority.publicKey());
                assertThat(chain.awaitHeight(found.size(), Duration.ofSeconds(30)))
                        .isTrue();
                for (int height = 1; height <= found.size(); height++) {
                    assertThat(chain.blockAt(height).orElseThrow().hash()).isEqualTo(found.get(height - 1));
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> pool.snapshot().blocks().stream()
                                        .filter(block -> block.status() != Status.FOUND)
                                        .count()
                                == found.size());
                assertThat(pool.snapshot().earned()).isEqualTo(earned(chain));
            }
        }
    }

    private static List<Hash256> mineWithAll(int port, AuthorityKey authority) throws Exception {
        List<Hash256> found = new ArrayList<>();
        for (V2StepMiner.Kind kind : V2StepMiner.Kind.values()) {
            try (V2StepMiner miner = new V2StepMiner(port, authority, new Sha256dProofOfWork(), kind)) {
                miner.mine(BLOCKS);
                found.addAll(miner.found());
            }
        }
        try (StepMiner miner = new StepMiner(port, new Sha256dProofOfWork())) {
            miner.mine(BLOCKS);
            found.addAll(miner.found());
        }
        return found;
    }

    private static long earned(RegtestChain chain) {
        long sum = 0;
        for (int height = 1; height <= chain.height(); height++) {
            sum += chain.blockAt(height).orElseThrow().coinbase().outputValue();
        }
        return sum;
    }
}
