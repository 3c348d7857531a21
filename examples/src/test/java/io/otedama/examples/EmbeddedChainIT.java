package io.otedama.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.otedama.Pool;
import io.otedama.PoolSnapshot;
import io.otedama.chain.Hash256;
import io.otedama.chain.Network;
import io.otedama.node.CoreNode;
import io.otedama.node.regtest.RegtestBlock;
import io.otedama.node.regtest.RegtestChain;
import io.otedama.node.regtest.RegtestServer;
import io.otedama.pow.Sha256dProofOfWork;
import io.otedama.spi.BlockRecord.Status;
import io.otedama.stratum.StratumConfig;
import io.otedama.stratum.StratumServer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Context;
import org.bitcoinj.core.NetworkParameters;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand sha256d blocks with mempool transactions, mined over TCP: each is taken by the embedded chain over JSON-RPC, by
 * bitcoinj, and by our own look at the witness commitment.
 */
class EmbeddedChainIT {
    private static final int BLOCKS = 1_000;
    private static final String ADDRESS = "bcrt1qdavt4j2sd7dlhqsavtnfxvzppw6k7qy97tmnu9";
    private static final NetworkParameters REGTEST = NetworkParameters.of(BitcoinNetwork.REGTEST);

    @TempDir
    Path data;

    @Test
    void everyBlockMinedIsAcceptedByTheChainAndByBitcoinj() throws Exception {
        Context.propagate(new Context());
        RegtestChain chain = RegtestChain.builder()
                .network(Network.BITCOIN_REGTEST)
                .transactionsPerBlock(7)
                .build();
        try (RegtestServer node = RegtestServer.start(chain)) {
            StratumServer stratum = new StratumServer(StratumConfig.builder()
                    .listen(new InetSocketAddress("127.0.0.1", 0))
                    .build());
            try (Pool pool = Pool.builder()
                    .node(CoreNode.builder().endpoint(node.url()).build())
                    .payoutAddress(ADDRESS)
                    .frontEnd(stratum)
                    .dataDirectory(data)
                    .build()) {
                pool.start();
                try (StepMiner miner = new StepMiner(stratum.localAddress().getPort(), new Sha256dProofOfWork())) {
                    miner.mine(BLOCKS);
                    assertThat(chain.awaitHeight(BLOCKS, Duration.ofSeconds(30)))
                            .isTrue();
                    verifyChain(chain, miner.found());
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> settled(pool.snapshot()));
                assertThat(pool.snapshot().earned()).isEqualTo(earned(chain));
                // every block was saved beside its submission, and is settled
                await().until(() -> archived() == BLOCKS);
            }
        }
    }

    private long archived() throws java.io.IOException {
        try (var files = Files.list(data.resolve("blocks"))) {
            return files.filter(f -> f.toString().endsWith(".block.done")).count();
        }
    }

    private static boolean settled(PoolSnapshot snapshot) {
        return snapshot.blocks().size() == BLOCKS
                && snapshot.blocks().stream()
                        .allMatch(b -> b.status() == Status.MATURE
                                || (b.status() == Status.IN_CHAIN && b.height() > BLOCKS - 101));
    }

    private static long earned(RegtestChain chain) {
        long sum = 0;
        for (int h = 1; h <= BLOCKS; h++) {
            sum += chain.blockAt(h).orElseThrow().coinbase().outputValue();
        }
        return sum;
    }

    private static void verifyChain(RegtestChain chain, List<Hash256> found) {
        assertThat(found).hasSize(BLOCKS);
        for (int height = 1; height <= BLOCKS; height++) {
            RegtestBlock block = chain.blockAt(height).orElseThrow();
            assertThat(block.hash()).isEqualTo(found.get(height - 1));
            verify(block, height);
        }
    }

    private static void verify(RegtestBlock block, int height) {
        Block theirs = REGTEST.getDefaultSerializer().makeBlock(ByteBuffer.wrap(block.toBytes()));
        Block.verify(REGTEST, theirs, height, EnumSet.of(Block.VerifyFlag.HEIGHT_IN_COINBASE));
        List<Transaction> all = theirs.getTransactions();
        assertThat(all).hasSizeGreaterThan(1);
        byte[] root = Hash256.ofDisplay(theirs.getWitnessRoot().toString()).toBytes();
        byte[] message = java.util.Arrays.copyOf(root, 64);
        assertThat(all.get(0).findWitnessCommitment().getBytes()).isEqualTo(Sha256Hash.hashTwice(message));
        String script = org.bitcoinj.base.internal.ByteUtils.formatHex(
                all.get(0).getOutput(0).getScriptBytes());
        assertThat(script).isEqualTo("00146f58bac9506f9bfb821d62e69330410bb56f0085");
    }
}
