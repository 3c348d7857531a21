package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.otedama.Pool;
import io.otedama.PoolSnapshot;
import io.otedama.node.CoreNode;
import io.otedama.node.CoreNodeBuilder;
import io.otedama.pow.ScryptProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first milestone, with real nodes: three meshed Litecoin Core daemons take every block that is mined over TCP through
 * our Stratum server, from height 0 through MWEB activation (432) to where BIP 34 is enforced (500), across the restart of
 * one daemon, the kill of another and the failovers that follow.
 */
@Timeout(600)
class LitecoinPoolIT {
    private static final int LAST_HEIGHT = 510;
    private static final String WALLET = "w";

    @TempDir
    private Path directory;

    @Test
    void everyBlockMinedOverTcpIsAcceptedByRealNodes() throws Exception {
        try (LitecoinRegtest chain = LitecoinRegtest.start(directory.resolve("nodes"), 3)) {
            chain.node(0).call("createwallet", WALLET);
            String address = chain.newAddress(0, WALLET);
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build());
            try (Pool pool = pool(chain, address, stratum)) {
                pool.start();
                try (StepMiner miner = new StepMiner(stratum.localAddress().getPort(), new ScryptProofOfWork())) {
                    mineThroughFailures(chain, miner);
                    throughMwebActivation(chain, miner);
                    miner.mine(LAST_HEIGHT - miner.found().size());
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> chain.node(0).height() == LAST_HEIGHT);
                    chain.awaitSameTip();
                    verify(chain, miner, address);
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> settled(pool.snapshot()));
            }
        }
    }

    private Pool pool(LitecoinRegtest chain, String address, StratumServer stratum) {
        CoreNodeBuilder nodes = CoreNode.builder();
        chain.nodes()
                .forEach(node -> nodes.endpoint("http://" + LitecoinNode.USER + ":" + LitecoinNode.PASSWORD + "@"
                        + node.rpcUrl().getAuthority()));
        return Pool.builder()
                .node(nodes.build())
                .payoutAddress(address)
                .frontEnd(stratum)
                .dataDirectory(directory.resolve("pool"))
                .build();
    }

    private static void mineThroughFailures(LitecoinRegtest chain, StepMiner miner) throws Exception {
        miner.mine(100);
        chain.node(0).stop(); // the one that gives work: templates must come from another
        miner.mine(100);
        chain.restart(0);
        chain.node(0).call("loadwallet", WALLET);
        miner.mine(50);
        chain.node(1).kill();
        miner.mine(50);
        chain.restart(1);
    }

    /** The block at 432 must spend into the extension block: a peg-in has to wait in every memory pool before. */
    private static void throughMwebActivation(LitecoinRegtest chain, StepMiner miner) throws Exception {
        miner.mine(LitecoinRegtest.MWEB_HEIGHT - 1 - miner.found().size());
        chain.awaitSameTip();
        String pegIn = chain.pegIn(0, WALLET);
        miner.mine(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> chain.node(0).height() >= LitecoinRegtest.MWEB_HEIGHT);
        String hash =
                chain.node(0).call("getblockhash", LitecoinRegtest.MWEB_HEIGHT).asText();
        JsonNode block = chain.node(0).call("getblock", hash, 1);
        assertThat(block.path("tx").toString()).contains(pegIn);
        // the peg-in and the HogEx behind it
        assertThat(block.path("tx").size()).isGreaterThanOrEqualTo(3);
    }

    private static void verify(LitecoinRegtest chain, StepMiner miner, String address) {
        String script = chain.node(0)
                .callWallet(WALLET, "getaddressinfo", address)
                .path("scriptPubKey")
                .asText();
        assertThat(miner.found()).hasSize(LAST_HEIGHT);
        for (int height = 1; height <= LAST_HEIGHT; height++) {
            String hash = chain.node(2).call("getblockhash", height).asText();
            assertThat(hash).isEqualTo(miner.found().get(height - 1).toString());
            JsonNode coinbase =
                    chain.node(2).call("getblock", hash, 2).path("tx").get(0);
            assertThat(coinbase.path("vout")
                            .get(0)
                            .path("scriptPubKey")
                            .path("hex")
                            .asText())
                    .isEqualTo(script);
        }
    }

    private static boolean settled(PoolSnapshot snapshot) {
        assertThat(snapshot.blocks()).noneMatch(b -> b.status() == Status.ORPHANED);
        return snapshot.blocks().size() == LAST_HEIGHT
                && snapshot.blocks().stream()
                        .allMatch(b -> b.status() == Status.MATURE
                                || (b.status() == Status.IN_CHAIN && b.height() > LAST_HEIGHT - 101));
    }
}
