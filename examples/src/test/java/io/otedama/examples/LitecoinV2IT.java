package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.chain.Hash256;
import io.otedama.node.CoreNode;
import io.otedama.pow.ScryptProofOfWork;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import io.otedama.stratum.Sv2Config;
import io.otedama.stratum.v2.noise.AuthorityKeyPair;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Litecoin Core takes blocks that were mined over every kind of Stratum V2 channel. */
@Timeout(300)
class LitecoinV2IT {
    private static final int BLOCKS = 15;

    @TempDir
    private Path directory;

    @Test
    void everyBlockMinedOverStratumV2IsAccepted() throws Exception {
        AuthorityKeyPair authority = AuthorityKeyPair.generate(new SecureRandom());
        try (LitecoinRegtest chain = LitecoinRegtest.start(directory.resolve("nodes"), 2)) {
            chain.node(0).call("createwallet", "w");
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .sv2(Sv2Config.of(authority))
                    .build());
            try (Pool pool = pool(chain, stratum)) {
                pool.start();
                List<Hash256> found = new ArrayList<>();
                for (V2StepMiner.Kind kind : V2StepMiner.Kind.values()) {
                    int port = stratum.sv2Address().getPort();
                    try (V2StepMiner miner =
                            new V2StepMiner(port, authority.publicKey(), new ScryptProofOfWork(), kind)) {
                        miner.mine(BLOCKS);
                        found.addAll(miner.found());
                    }
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> chain.node(0).height() == found.size());
                for (int height = 1; height <= found.size(); height++) {
                    assertThat(chain.node(0).call("getblockhash", height).asText())
                            .isEqualTo(found.get(height - 1).toString());
                }
            }
        }
    }

    private static Pool pool(LitecoinRegtest chain, StratumServer stratum) {
        String login = "http://" + LitecoinNode.USER + ":" + LitecoinNode.PASSWORD + "@";
        return Pool.builder()
                .node(CoreNode.builder()
                        .endpoint(login + chain.node(0).rpcUrl().getAuthority())
                        .build())
                .payoutAddress(chain.newAddress(0, "w"))
                .frontEnd(stratum)
                .build();
    }
}
